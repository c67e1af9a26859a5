//! Training from different starting points.

use chapter_04::dense_layer::DenseLayer;
use chapter_05::labels::Labels;
use chapter_06::network::Network;
use chapter_06::optimizers::{HYPERPARAMETERS, Hyperparameters};
use chapter_06::runs::{run, start};
use chapter_06::samples::{DataSet, Samples};
use chapter_06::settings::Settings;
use chapter_06::training::Trainer;
use harness::{Record, Watch};
use ndarray::Array1;

/// A short training of a small network that reports every loss.
fn settings(optimizer: &str) -> Settings {
    Settings {
        iterations: 30,
        every: 1,
        samples: 10,
        hidden: 6,
        ..Settings::with_optimizer(optimizer)
    }
}

fn record(settings: &Settings) -> Record {
    let mut record = Record::default();
    run(settings, &mut record, &mut Watch::default());
    record
}

/// The network after the last epoch.
fn trained(record: &Record) -> Network {
    let array = |name| record.array(name, None).expect("a trained array");
    let layer = |w, b| DenseLayer { w: array(w), b: array(b) };
    let first = layer("final_w1", "final_b1");
    Network { first, second: layer("final_w2", "final_b2") }
}

fn losses(record: &Record) -> Vec<u64> {
    let losses = record.series("loss").into_iter();
    losses.map(|(_, loss)| loss.to_bits()).collect()
}

fn bits(network: &Network) -> Vec<u64> {
    network.parameters().map(f64::to_bits).collect()
}

/// The same training in two parts: 12 epochs, and another 18 that start from
/// the network that the first part has trained.
fn in_two_parts(settings: &Settings) -> [Record; 2] {
    let first = record(&Settings { iterations: 12, ..settings.clone() });
    let loaded = Some(trained(&first));
    let rest = Settings { iterations: 18, loaded, ..settings.clone() };
    [first, record(&rest)]
}

#[test]
fn gradient_descent_in_two_parts_has_the_same_bits() {
    for data_set in [DataSet::Spiral, DataSet::Vertical] {
        let settings = Settings { data_set, ..settings("descent") };
        let whole = record(&settings);
        let [first, second] = in_two_parts(&settings);
        assert_eq!(losses(&whole).len(), 30);
        let in_parts = [losses(&first), losses(&second)].concat();
        assert_eq!(losses(&whole), in_parts);
        assert_eq!(bits(&trained(&whole)), bits(&trained(&second)));
    }
}

/// The second part starts with the trained network, and so with its loss, but
/// with the initial learning rate and a new optimizer state.
#[test]
fn optimizers_with_decay_or_state_start_anew_in_the_second_part() {
    for Hyperparameters { name, .. } in &HYPERPARAMETERS[1..] {
        let whole = record(&settings(name));
        let [first, second] = in_two_parts(&settings(name));
        let (whole, first) = (losses(&whole), losses(&first));
        assert_eq!(whole[..12], first, "{name}");
        assert_eq!(whole[12], losses(&second)[0], "{name}");
        assert_ne!(whole[13], losses(&second)[1], "{name}");
    }
}

#[test]
fn a_training_that_starts_from_a_saved_network_draws_the_same_data() {
    let whole = record(&settings("descent"));
    let [_, second] = in_two_parts(&settings("descent"));
    for data in ["x", "y"] {
        assert_eq!(whole.find(data, None), second.find(data, None));
    }
}

#[test]
fn another_seed_yields_other_data_and_another_network() {
    let one = record(&settings("descent"));
    let other = record(&Settings { seed: 7, ..settings("descent") });
    for drawn in [("x", None), ("w1", Some(0)), ("w2", Some(0))] {
        let (name, epoch) = drawn;
        assert!(one.find(name, epoch).is_some(), "{name}");
        assert_ne!(one.find(name, epoch), other.find(name, epoch));
    }
}

/// The bias makes class 0 so probable that the probabilities are 1 and 0 to the
/// last bit: all gradients are 0 if the label is class 0.
#[test]
fn only_optimizers_with_a_velocity_move_when_every_gradient_is_0() {
    let (trainer, data, _) = start(&settings("descent"));
    let np = settings("descent").np;
    let mut network = trainer.network;
    network.second.b[[0, 0]] = 1000.0;
    let of_class = |class| {
        let (x, shape) = (data.x.clone(), data.labels.shape());
        let classes = Array1::from_elem(shape.0, class);
        let labels = Labels::sparse(&classes, shape).expect("labels");
        Samples { x, labels }
    };
    for optimizer in HYPERPARAMETERS {
        let mut trainer = Trainer::new(network.clone(), optimizer);
        let step = trainer.step(np, &of_class(0), 0);
        assert_eq!(step.before, trainer.network, "from rest");
        let step = trainer.step(np, &of_class(1), 1);
        assert_ne!(step.before, trainer.network);
        let step = trainer.step(np, &of_class(0), 2);
        assert!(step.backward.gradients().all(|gradient| gradient == 0.0));
        let has_velocity = ["momentum", "adam"].contains(&optimizer.name);
        let moved = step.before != trainer.network;
        assert_eq!(moved, has_velocity, "{}", optimizer.name);
    }
}
