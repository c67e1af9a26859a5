//! Training from different starting points.

use chapter_05::CHAPTER;
use chapter_05::training::{FINAL_PARAMETERS, PARAMETERS};
use ndarray::{Array2, Ix2};
use notebook::{Parameters, Record, Settings, Value};

/// A short training of a small network that reports every loss.
fn settings(run: &str) -> Settings {
    Settings {
        iterations: 30,
        every: 1,
        samples: 10,
        hidden: 6,
        ..CHAPTER.run(run).expect("a run").settings
    }
}

fn record(run: &str, settings: &Settings) -> Record {
    let mut record = Record::new();
    (CHAPTER.run(run).expect("a run").play)(settings, &mut record);
    record
}

/// The parameters after the last epoch.
fn trained(record: &Record) -> [Array2<f64>; 4] {
    FINAL_PARAMETERS.map(|name| {
        let event = record.find(name, None).expect("a trained array");
        let Value::Array(array) = &event.value else {
            panic!("{name} is not an array")
        };
        let array = array.as_ref().clone();
        array.into_dimensionality::<Ix2>().expect("a matrix")
    })
}

fn losses(record: &Record) -> Vec<u64> {
    record.losses().map(|(_, loss)| loss.to_bits()).collect()
}

fn bits(arrays: &[Array2<f64>; 4]) -> Vec<u64> {
    arrays.iter().flatten().map(|x| x.to_bits()).collect()
}

/// The same training in two parts: 12 epochs, and another 18 that start from
/// the network that the first part has trained.
fn in_two_parts(run: &str) -> [Record; 2] {
    let first = record(run, &Settings { iterations: 12, ..settings(run) });
    let names = PARAMETERS.map(str::to_owned);
    let arrays = names.into_iter().zip(trained(&first)).collect();
    // Settings borrow the parameters for as long as the program runs.
    let start = Box::leak(Box::new(Parameters { arrays }));
    let rest = Settings { iterations: 18, start: Some(start), ..settings(run) };
    [first, record(run, &rest)]
}

#[test]
fn gradient_descent_in_two_parts_has_the_same_bits() {
    for run in ["spiral", "vertical"] {
        let whole = record(run, &settings(run));
        let [first, second] = in_two_parts(run);
        assert_eq!(losses(&whole).len(), 30);
        let in_parts = [losses(&first), losses(&second)].concat();
        assert_eq!(losses(&whole), in_parts, "{run}");
        assert_eq!(bits(&trained(&whole)), bits(&trained(&second)), "{run}");
    }
}

/// The second part starts with the trained network, and so with its loss, but
/// with the initial learning rate and a new optimizer state.
#[test]
fn optimizers_with_decay_or_state_start_anew_in_the_second_part() {
    let others = [
        "spiral-decay",
        "spiral-momentum",
        "spiral-adagrad",
        "spiral-rmsprop",
        "spiral-adam",
    ];
    for run in others {
        let whole = record(run, &settings(run));
        let [first, second] = in_two_parts(run);
        let (whole, first) = (losses(&whole), losses(&first));
        assert_eq!(whole[..12], first, "{run}");
        assert_eq!(whole[12], losses(&second)[0], "{run}");
        assert_ne!(whole[13], losses(&second)[1], "{run}");
    }
}

#[test]
fn a_training_that_starts_from_a_saved_network_draws_the_same_data() {
    let whole = record("spiral", &settings("spiral"));
    let [_, second] = in_two_parts("spiral");
    for data in ["x", "y"] {
        assert_eq!(whole.find(data, None), second.find(data, None));
    }
}

#[test]
fn another_seed_yields_other_data_and_another_network() {
    let one = record("spiral", &settings("spiral"));
    let other = record("spiral", &Settings { seed: 7, ..settings("spiral") });
    for drawn in [("x", None), ("w1", Some(0)), ("w2", Some(0))] {
        let (name, epoch) = drawn;
        assert!(one.find(name, epoch).is_some(), "{name}");
        assert_ne!(one.find(name, epoch), other.find(name, epoch));
    }
}
