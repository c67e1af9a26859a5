//! The pictures of the two-layer network.

use harness::{Ink, Record, Run};
use ndarray::Array1;

fn run(name: &str) -> &'static dyn Run {
    chapter_03::CHAPTER.run(name).expect("a run")
}

fn record() -> Record {
    run("two-layer").as_documented().record()
}

fn svg(name: &str) -> String {
    svg_of("two-layer", name)
}

fn svg_of(name: &str, picture: &str) -> String {
    let configured = run(name).as_documented();
    let record = configured.record();
    let picture = configured.picture(Some(picture), &[], &record);
    picture.expect("a picture").svg("id", Ink::Page)
}

fn assert_texts(svg: &str, texts: &[&str]) {
    for text in texts {
        assert!(svg.contains(&format!(">{text}</text>")), "{text}: {svg}");
    }
}

#[test]
fn the_network_has_every_weight_and_bias_in_a_table() {
    // np.random.seed(42); np.random.rand(2, 2) begins with 0.37454012.
    let texts = ["in 2", "B", "C", "loss", "0.37", "0.95", "0.73", "0.60"];
    assert_texts(&svg("network"), &texts);
    assert_texts(&svg_of("two-outputs", "network"), &["C", "D"]);
}

/// Of the second sample: its inputs, its error 0.818 three times on its way
/// back, and the two errors that are left before the hidden sigmoids.
#[test]
fn the_graph_has_both_flows() {
    let svg = svg("graph");
    assert_texts(&svg, &["× 2", "× 3", "σ", "loss", "0.709", "0.014"]);
    assert!(3 <= svg.matches(">0.818</text>").count(), "{svg}");
}

/// What comes back on the two paths, and their sum.
#[test]
fn the_paths_meet_at_the_fork() {
    let svg = svg_of("two-outputs", "paths");
    assert_texts(&svg, &["fork", "−0.253", "1.602", "1.349"]);
}

#[test]
fn the_products_have_three_shapes() {
    let svg = svg_of("two-outputs", "products");
    assert_texts(&svg, &["xᵀ", "wᵀ", "samples", "inputs", "neurons"]);
}

#[test]
fn every_hidden_sum_is_a_dot_on_the_sigmoid_and_on_its_slope() {
    for name in ["two-layer", "unsaturated"] {
        let svg = svg_of(name, "saturation");
        assert_texts(&svg, &["sigmoid", "slope", "neuron A", "neuron B"]);
        assert!(!svg.contains("class=\"ring"), "{svg}");
    }
}

#[test]
fn the_sigmoid_is_drawn_with_its_slope() {
    let svg = svg("sigmoid");
    assert!(svg.contains(">sigmoid</text>") && svg.contains(">slope</text>"));
}

/// Truncation divides the error by four with every halved step. Rounding then
/// makes it grow, so that the smallest error lies between the ends.
#[test]
fn the_errors_of_the_difference_quotients_draw_a_v() {
    let errors: Array1<f64> =
        record().array("worst_difference", None).expect("reported");
    let smallest =
        errors.iter().copied().reduce(|a, b| if b < a { b } else { a });
    let at = errors.iter().position(|&e| Some(e) == smallest).expect("one");
    assert!((10..30).contains(&at), "{at}");
    let ratio = errors[4] / errors[5];
    assert!((3.9..4.1).contains(&ratio), "{ratio}");
    assert!(errors[39] > 1000.0 * errors[at]);
    assert!(svg("steps").contains(">step h</text>"));
}

#[test]
fn the_forward_pass_alone_has_no_picture() {
    let configured = run("forward").as_documented();
    let record = configured.record();
    assert!(configured.picture(None, &[], &record).is_err());
}
