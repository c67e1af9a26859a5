//! The picture of the layer.

use chapter_02::runs::{LAYER, inputs, start, train};
use harness::{Descent, Ink};
use mini_numpy::Numpy;

#[test]
fn the_network_has_every_weight_and_bias_in_a_table() {
    for name in ["layer", "matrix-notation", "part-10"] {
        let run = chapter_02::CHAPTER.run(name).expect("a run");
        let configured = run.as_documented();
        let record = configured.record();
        let picture = configured.picture(Some("network"), &[], &record);
        let svg = picture.expect("a picture").svg("id", Ink::Page);
        for text in ["x₄", "a₃", "y", "0.1", "0.7", "1.2", "0.3"] {
            assert!(svg.contains(&format!(">{text}</text>")), "{text}");
        }
    }
}

/// Of the fork, each sample's derivative and their sum.
#[test]
fn the_gradients_of_a_fork_add() {
    let run = chapter_02::CHAPTER.run("two-samples").expect("a run");
    let configured = run.as_documented();
    let record = configured.record();
    let picture = configured.picture(Some("fork"), &[], &record);
    let svg = picture.expect("a picture").svg("id", Ink::Page);
    for text in ["172.8", "−7", "165.8"] {
        assert!(svg.contains(&format!(">{text}</text>")), "{text}");
    }
}

/// What the page says of the two bends.
#[test]
fn the_first_neuron_dies_and_then_the_second() {
    let (x, mut layer) = (inputs(), start());
    let mut dead_from = [None; 3];
    let np = Numpy::DOCUMENT_001;
    let settings = Descent { np, ..(LAYER.settings)() };
    let mut losses = Vec::new();
    train(&settings, &mut layer, &x, |iteration, _, forward, _| {
        losses.push(forward.loss);
        for (dead_from, z) in dead_from.iter_mut().zip(&forward.z) {
            if *z <= 0.0 {
                dead_from.get_or_insert(iteration);
            }
        }
    });
    assert_eq!(dead_from, [Some(3), Some(12), None]);
    // Where no neuron dies, a step multiplies y by 1 − 2·lr·open·(x·x + 1).
    for (iteration, open) in [(0, 3.0), (4, 2.0), (20, 1.0)] {
        let factor = 1.0 - 2.0 * settings.learning_rate * open * 31.0;
        let ratio = losses[iteration + 1] / losses[iteration];
        // A loss has a few roundings, of 2⁻⁵³ of the terms of its y, which are
        // up to ten times as large as y.
        assert!((ratio - factor * factor).abs() < 1e-13, "{ratio}");
    }
}
