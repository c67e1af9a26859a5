//! The pictures of the runs.

use chapter_06::CHAPTER;
use harness::{Ink, Record};

use crate::chapter;

/// A picture of a short run; of its record, unless another is given.
fn picture(
    run: &str, options: &[(&str, &str)], record: Option<Record>, name: &str,
    words: &[&str],
) -> Result<String, String> {
    let small = [("iterations", "101"), ("samples", "20"), ("hidden", "8")];
    let run = CHAPTER.run(run).expect("a run");
    let takes = |name: &str| run.options().iter().any(|o| o.name == name);
    let small = small.iter().filter(|(name, _)| takes(name));
    let options = small.chain(options);
    let options: Vec<_> = options
        .map(|(name, value)| ((*name).to_owned(), (*value).into()))
        .collect();
    let run = run.configure(&options).expect("options that it takes");
    let record = record.unwrap_or_else(|| run.record());
    let picture = run.picture(Some(name), words, &record)?;
    Ok(picture.svg("id", Ink::Page))
}

#[test]
fn every_run_draws_its_pictures() {
    for run in CHAPTER.runs {
        for name in run.pictures() {
            let svg = picture(run.name(), &[], None, name, &[]);
            let svg = svg.unwrap_or_else(|error| panic!("{error}"));
            assert!(svg.contains(run.name()) || name == "divergence", "{svg}");
        }
    }
}

#[test]
fn the_words_choose_the_epochs_whose_regions_are_drawn() {
    let words = ["0", "100", "end"];
    let svg = picture("spiral", &[], None, "regions", &words).expect("drawn");
    for heading in ["epoch 0: ", "epoch 100: ", "trained: "] {
        assert!(svg.contains(&format!("{heading}accuracy 0.")), "{svg}");
    }
    let svg = picture("spiral", &[], None, "regions", &[]).expect("drawn");
    assert!(!svg.contains("epoch 0"), "{svg}");
    assert!(svg.contains("trained: accuracy 0."), "{svg}");
}

#[test]
fn an_epoch_that_is_not_reported_is_refused() {
    let refusal = |word| {
        picture("spiral", &[], None, "regions", &[word]).expect_err("refused")
    };
    assert_eq!(refusal("7"), "the run reports no such w1 at iteration 7");
    assert_eq!(
        refusal("last"),
        "'last' is not an epoch; use a number or 'end'"
    );
}

#[test]
fn a_record_without_a_network_has_no_regions() {
    for name in ["regions", "confidence", "half-planes", "surface"] {
        let empty = Some(Record::default());
        let refusal = picture("spiral", &[], empty, name, &[]);
        let refusal = refusal.expect_err("refused");
        assert!(refusal.starts_with("the run reports no such"), "{refusal}");
    }
}

#[test]
fn only_the_spiral_has_arms() {
    for (run, classes) in [("spiral", 3), ("spiral", 5), ("vertical", 0)] {
        let count = if classes == 0 { "3" } else { &classes.to_string() };
        let options = [("classes", count)];
        let svg = picture(run, &options, None, "data", &[]).expect("drawn");
        let arms = svg.matches("class=\"arm ").count();
        assert_eq!(arms, classes, "{svg}");
    }
}

#[test]
fn lines_through_the_origin_are_told_from_others() {
    let sentence = "Before training, all lines pass through the origin.";
    let svg = picture("spiral", &[], None, "half-planes", &[]).expect("drawn");
    assert!(svg.contains(sentence), "{svg}");
    assert_eq!(svg.matches(" of 8 lines cross the square").count(), 2);
}

#[test]
fn the_words_choose_how_many_neurons_are_drawn() {
    let words = ["3"];
    let svg = picture("spiral", &[], None, "half-planes", &words);
    let svg = svg.expect("drawn");
    assert_eq!(svg.matches(" of 3 lines cross the square").count(), 2);
    let svg = picture("spiral", &[], None, "surface", &words).expect("drawn");
    assert!(svg.contains("from 3 of 8 neurons"), "{svg}");
    for name in ["half-planes", "surface"] {
        let refusal = picture("spiral", &[], None, name, &["9"]);
        let refusal = refusal.expect_err("refused");
        assert_eq!(refusal, "'9' is no number from 1 to 8");
    }
}

#[test]
fn more_classes_than_colours_are_drawn() {
    for classes in ["2", "31"] {
        let options = [("classes", classes)];
        for name in ["regions", "data", "confidence"] {
            picture("spiral", &options, None, name, &[]).expect("drawn");
        }
    }
}

#[test]
fn a_network_that_is_not_finite_is_not_drawn() {
    let rate = [("learning-rate", "1e308")];
    for name in ["regions", "confidence", "half-planes", "surface"] {
        let refusal = picture("spiral", &rate, None, name, &[]);
        let refusal = refusal.expect_err("refused");
        let start = "there is nothing to draw: w1 holds ";
        assert!(refusal.starts_with(start), "{refusal}");
        let end = "try a smaller learning rate";
        assert!(refusal.ends_with(end), "{refusal}");
    }
}

#[test]
fn the_distances_are_drawn_beside_each_other() {
    let svg =
        picture("two-orders", &[], None, "divergence", &[]).expect("drawn");
    for heading in [">the network<", ">a neuron<", ">epoch<", ">iteration<"] {
        assert_eq!(svg.matches(heading).count(), 1, "{svg}");
    }
    // For most of its training the neuron is the same in both.
    assert!(svg.contains("with 0 at 136 of 200 points"), "{svg}");
}

#[test]
fn the_figure_is_that_of_the_regions() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("figure.svg");
    let path = path.to_str().expect("a path in Unicode");
    let small = ["--iterations=1", "--samples=5", "--hidden=4"];
    chapter(&[&small[..], &["--figure", path]].concat()).printed();
    let svg = std::fs::read_to_string(path).expect("a figure");
    assert!(svg.contains("The decision regions of run spiral"), "{svg}");
}
