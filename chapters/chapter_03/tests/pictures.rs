//! The pictures of the two-layer network.

use harness::{Ink, Record};
use ndarray::Array1;

fn record() -> Record {
    chapter_03::CHAPTER.runs[0].as_documented().record()
}

fn svg(name: &str) -> String {
    let configured = chapter_03::CHAPTER.runs[0].as_documented();
    let picture = configured.picture(Some(name), &[], &record());
    picture.expect("a picture").svg("id", Ink::Page)
}

#[test]
fn the_network_has_every_weight_and_bias_in_a_table() {
    let svg = svg("network");
    // np.random.seed(42); np.random.rand(2, 2) begins with 0.37454012.
    for text in ["x₂", "h₂", "a", "loss", "0.37", "0.95", "0.73", "0.60"] {
        assert!(svg.contains(&format!(">{text}</text>")), "{text}");
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
    let configured = chapter_03::CHAPTER.runs[1].as_documented();
    let record = configured.record();
    assert!(configured.picture(None, &[], &record).is_err());
}
