//! What a picture takes from a run's record: the points and the networks.

use chapter_00::accuracy;
use chapter_00::dense_layer::DenseLayer;
use chapter_00::labels::Labels;
use mini_numpy::Numpy;
use ndarray::{Array1, Array2, Ix2};
use notebook::{Record, Value};

use crate::network::Network;
use crate::pictures::regions::probabilities;
use crate::training::{FINAL_PARAMETERS, PARAMETERS, Samples};

/// The network before the step of an epoch.
///
/// # Errors
///
/// When the record has none at this epoch.
pub fn network_at(record: &Record, epoch: usize) -> Result<Network, String> {
    network(record, PARAMETERS, Some(epoch))
}

/// The trained network.
///
/// # Errors
///
/// When the record has none.
pub fn final_network(record: &Record) -> Result<Network, String> {
    network(record, FINAL_PARAMETERS, None)
}

/// The points that the network is trained on.
///
/// # Errors
///
/// When the record has none, or they are no points of a plane with a class of
/// the network each.
pub fn samples(record: &Record, network: &Network) -> Result<Samples, String> {
    samples_of(record, |_| network.second.b.ncols())
}

/// The points that a run reports, of 64 bits or of 32, and as many classes as
/// they belong to.
///
/// # Errors
///
/// When the record has none, or they are no points of a plane with a class
/// each.
pub fn points(record: &Record) -> Result<Samples, String> {
    samples_of(record, |y| y.iter().max().map_or(0, |last| last + 1))
}

fn samples_of(
    record: &Record,
    classes: impl Fn(&Array1<usize>) -> usize,
) -> Result<Samples, String> {
    let x = array(record, "x", None)?;
    if x.ncols() != 2 {
        return Err("the run's x are no points of a plane".to_owned());
    }
    let y = match record.find("y", None).map(|event| &event.value) {
        Some(Value::Integers(y)) => y.iter().map(|&y| usize::try_from(y)),
        _ => return Err("the run reports no classes y".to_owned()),
    };
    let y: Array1<usize> = y
        .collect::<Result<_, _>>()
        .map_err(|_| "the run's y are no classes".to_owned())?;
    let labels = Labels::sparse(&y, (x.nrows(), classes(&y)));
    Ok(Samples { x, labels: labels.map_err(|error| error.to_string())? })
}

/// The share of the samples that a network gives their own class.
///
/// # Panics
///
/// When the samples do not fit the network.
#[must_use]
pub fn accuracy(np: Numpy, network: &Network, samples: &Samples) -> f64 {
    let p = probabilities(np, network, &samples.x);
    accuracy::accuracy(np, &p, &samples.labels)
}

fn network(
    record: &Record,
    names: [&str; 4],
    epoch: Option<usize>,
) -> Result<Network, String> {
    let [w1, b1, w2, b2] = names.map(|name| array(record, name, epoch));
    let first = DenseLayer { w: w1?, b: b1? };
    let second = DenseLayer { w: w2?, b: b2? };
    let (hidden, classes) = second.w.dim();
    let fits = first.w.dim() == (2, hidden)
        && first.b.dim() == (1, hidden)
        && second.b.dim() == (1, classes)
        && 0 < classes;
    if !fits {
        let reason = "the run's arrays make no network of two inputs";
        return Err(reason.to_owned());
    }
    let network = Network { first, second };
    if network.parameters().all(f64::is_finite) {
        Ok(network)
    } else {
        let reason = "there is nothing to draw: the network's weights are not \
                      finite; try a smaller learning rate";
        Err(reason.to_owned())
    }
}

fn array(
    record: &Record,
    name: &str,
    epoch: Option<usize>,
) -> Result<Array2<f64>, String> {
    let event = record.find(name, epoch);
    let matrix = match event.map(|event| &event.value) {
        Some(Value::Array(array)) => {
            (**array).clone().into_dimensionality::<Ix2>().ok()
        }
        Some(Value::SingleArray(array)) => {
            array.mapv(f64::from).into_dimensionality::<Ix2>().ok()
        }
        _ => None,
    };
    matrix.ok_or_else(|| match epoch {
        Some(epoch) => format!("the run reports no array {name} at {epoch}"),
        None => format!("the run reports no array {name}"),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use mini_numpy::{Order, RandomState};
    use ndarray::array;
    use notebook::{Run, Settings};

    use super::*;

    pub(crate) const NP: Numpy = Numpy::with_order(Order::Sequential);

    pub(crate) fn run() -> Run {
        let settings = Settings { np: NP, ..Settings::DEFAULT };
        Run { name: "by-hand", settings, ..Run::DEFAULT }
    }

    /// A network whose weights are large enough for it to decide.
    pub(crate) fn network(classes: usize) -> Network {
        let mut random = RandomState::seed(3);
        let mut network = Network::random(&mut random, 2, 8, classes);
        for array in network.arrays_mut() {
            *array *= 100.0;
        }
        network
    }

    /// Two points of each class, and the network before and after training.
    pub(crate) fn record(classes: usize) -> Record {
        let network = network(classes);
        let mut record = Record::new();
        let x = RandomState::seed(4).randn((2 * classes, 2));
        record.array("x", &x);
        let y = (0..2 * classes).map(|i| i64::try_from(i / 2).unwrap());
        record.integers("y", y.collect());
        for (name, array) in PARAMETERS.into_iter().zip(network.arrays()) {
            record.array_at(0, name, array);
        }
        for (name, array) in FINAL_PARAMETERS.into_iter().zip(network.arrays())
        {
            record.array(name, &(2.0 * array));
        }
        record
    }

    #[test]
    fn a_network_is_read_as_it_was_reported() {
        let record = record(3);
        assert_eq!(network_at(&record, 0).unwrap(), network(3));
        assert_ne!(final_network(&record).unwrap(), network(3));
        let samples = samples(&record, &network(3)).unwrap();
        assert_eq!(samples.x.dim(), (6, 2));
        assert_eq!(samples.labels.classes(), array![0, 0, 1, 1, 2, 2]);
    }

    #[test]
    fn what_is_not_reported_is_named() {
        let record = record(3);
        let fault = network_at(&record, 7).unwrap_err();
        assert_eq!(fault, "the run reports no array w1 at 7");
        // The points have a third class, and this network does not.
        let fault = samples(&record, &network(2)).unwrap_err();
        assert!(fault.starts_with("row 4: the label is 2"), "{fault}");
        assert_eq!(points(&record).unwrap().labels.classes().len(), 6);
        let fault = samples(&Record::new(), &network(2)).unwrap_err();
        assert_eq!(fault, "the run reports no array x");
    }

    #[test]
    fn weights_that_are_not_finite_are_no_network() {
        let mut record = Record::new();
        let network = network(3);
        for (name, array) in FINAL_PARAMETERS.into_iter().zip(network.arrays())
        {
            record.array(name, &(f64::INFINITY * array));
        }
        let fault = final_network(&record).unwrap_err();
        assert!(fault.ends_with("try a smaller learning rate"), "{fault}");
    }

    #[test]
    fn arrays_that_do_not_fit_are_no_network() {
        let mut record = Record::new();
        for name in FINAL_PARAMETERS {
            record.array(name, &Array2::<f64>::zeros((3, 3)));
        }
        assert!(final_network(&record).is_err());
    }
}
