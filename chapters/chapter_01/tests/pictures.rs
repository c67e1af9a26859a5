//! The pictures of this chapter's runs.

use harness::{Ink, Picture};

fn try_picture(
    run: &str, name: &str, learning_rate: &str,
) -> Result<Picture, String> {
    let run = chapter_01::CHAPTER.run(run).expect("a run");
    let given = [("learning-rate".to_owned(), learning_rate.into())];
    let configured = run.configure(&given).expect("a learning rate");
    let record = configured.record();
    configured.picture(Some(name), &[], &record)
}

fn picture(run: &str, name: &str, learning_rate: &str) -> Picture {
    try_picture(run, name, learning_rate).expect("a picture")
}

fn texts(picture: &Picture) -> Vec<String> {
    let svg = picture.svg("id", Ink::Page);
    let texts = svg.split("</text>").filter_map(|part| part.rsplit_once('>'));
    texts.map(|(_, text)| text.to_owned()).collect()
}

#[test]
fn the_network_has_every_weight_and_the_bias() {
    for run in ["chain-rule", "notes-13-december", "notes-13-january"] {
        let texts = texts(&picture(run, "network", "0.001"));
        for text in ["x₃", "z", "a", "loss", "−3", "−1", "2", "1"] {
            assert!(texts.iter().any(|t| t == text), "{text}: {texts:?}");
        }
    }
}

/// Each of the thirteen edges has its value and its derivative.
#[test]
fn the_graph_has_both_flows_on_every_edge() {
    let texts = texts(&picture("chain-rule", "graph", "0.001"));
    let numbers = texts.iter().map(|text| text.replace('−', "-"));
    let numbers: Vec<f64> = numbers.filter_map(|t| t.parse().ok()).collect();
    assert_eq!(numbers.len(), 26, "{texts:?}");
    for value in [36.0, -24.0, 24.0, -36.0, 12.0, 6.0, -3.0] {
        assert!(numbers.contains(&value), "{value}: {texts:?}");
    }
}

#[test]
fn the_second_descent_has_a_larger_learning_rate() {
    for (given, labels) in [
        ("0.001", ["learning rate 0.005", "learning rate 0.02"]),
        ("0.1", ["learning rate 0.5", "learning rate 2.0"]),
    ] {
        let texts = texts(&picture("notes-13-december", "descent", given));
        assert!(labels.iter().all(|label| texts.contains(&(*label).into())));
    }
}

#[test]
fn a_descent_that_overflows_says_what_to_do() {
    let fault = try_picture("chain-rule", "descent", "1e300").unwrap_err();
    assert!(fault.starts_with("there is nothing to draw: "), "{fault}");
    assert!(fault.ends_with("; try a smaller learning rate"), "{fault}");
}

#[test]
fn the_relu_is_drawn_with_its_slope() {
    let texts = texts(&picture("chain-rule", "relu", "0.001"));
    assert!(["ReLU", "slope"].iter().all(|t| texts.contains(&(*t).into())));
}
