//! Trained networks in files.
//!
//! A file is in the safetensors format: a JSON header with the dtype and shape
//! of each array, and then the bits of their numbers, little-endian. NumPy
//! reads it with the package `safetensors`:
//!
//! ```python
//! from safetensors import safe_open
//!
//! with safe_open("spiral.safetensors", "np") as file:
//!     w1 = file.get_tensor("w1")  # (2, hidden), float64
//!     print(file.metadata()["training"])
//! ```
//!
//! The arrays are w1, b1, w2 and b2. The metadata has one entry, `training`:
//! the settings of the run and the fingerprint of all parameters, as words such
//! as `optimizer=adam`. It is one entry because the crate writes the entries in
//! a random order, and the same network should be the same file. A network
//! without metadata, as another program may write it, is loaded, too; one whose
//! fingerprint does not match is refused.
//!
//! NumPy's own format, npz, would need no package. But it has no place for
//! metadata, and the crate for it takes twice as long to build, with a parser
//! of Python literals and one of zip archives. The header here is strict: an
//! array that overlaps another, or a byte that belongs to none, is an error.
//!
//! What an optimizer carries from step to step is not saved. Plain descent at a
//! constant learning rate goes on from a file as if it had not stopped; all
//! other optimizers start anew.

#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use chapter_00::dense_layer::DenseLayer;
use harness::Record;
use ndarray::Array2;
use record::fingerprint;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors, serialize};

use crate::network::{Network, PARAMETERS};
use crate::report::trained_network;
use crate::settings::{MAX_CLASSES, MAX_HIDDEN, OPTIONS, Settings};

/// The largest size of a file. The largest network has 8.5 MB.
const MAX_BYTES: u64 = 16 << 20;

/// The one entry of the metadata.
const TRAINING: &str = "training";

/// What stands before the fingerprint in it.
const FINGERPRINT: &str = "fingerprint=";

/// The file of the network that a run has trained.
///
/// # Errors
///
/// If a parameter is not finite: nothing can be done with such a network.
pub(crate) fn save(
    settings: &Settings,
    record: &Record,
) -> Result<Vec<u8>, String> {
    let network = trained_network(record)?;
    network.check_finite()?;
    let bytes = network.arrays().map(|array| {
        let bytes = array.iter().flat_map(|x| x.to_le_bytes());
        bytes.collect::<Vec<_>>()
    });
    let arrays = PARAMETERS.into_iter().zip(network.arrays()).zip(&bytes);
    let tensors = arrays.map(|((name, array), bytes)| {
        let shape = array.shape().to_vec();
        let tensor = TensorView::new(Dtype::F64, shape, bytes);
        (name, tensor.expect("8 bytes for each number"))
    });
    let training = (TRAINING.to_owned(), training(settings, &network));
    let file = serialize(tensors, Some([training].into_iter().collect()));
    file.map_err(|error| error.to_string())
}

/// The settings of a run and the fingerprint of its network.
fn training(settings: &Settings, network: &Network) -> String {
    let Settings { data_set, np, .. } = settings;
    let mut words =
        vec![format!("data={data_set:?}").to_lowercase(), format!("dot={np}")];
    words.extend(OPTIONS.iter().filter_map(|option| {
        let name = option.name.replace('-', "_");
        Some(format!("{name}={}", option.get(settings)?))
    }));
    words.push(format!("{FINGERPRINT}{}", fingerprint_of(network)));
    words.join(" ")
}

/// Reads the network in a file.
///
/// # Errors
///
/// In a line, if the file cannot be read or holds no network of a size that a
/// run may have.
pub(crate) fn load(path: &Path) -> Result<Network, String> {
    let bytes = contents(path).map_err(|error| error.to_string())?;
    if MAX_BYTES < bytes.len() as u64 {
        return Err(format!("it has more than {MAX_BYTES} bytes"));
    }
    read(&bytes)
}

/// The bytes of a file, and of one that is too large one more than is allowed.
fn contents(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read(bytes: &[u8]) -> Result<Network, String> {
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    let damaged = |_| "it is damaged, or no safetensors file".to_owned();
    let tensors = SafeTensors::deserialize(bytes).map_err(damaged)?;
    let network = network_in(&tensors)?;
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
    let metadata = header.metadata().as_ref();
    if let Some(training) = metadata.and_then(|entries| entries.get(TRAINING)) {
        check_fingerprint(training, &network)?;
    }
    Ok(network)
}

fn network_in(tensors: &SafeTensors<'_>) -> Result<Network, String> {
    let mut names = tensors.names();
    names.sort_unstable();
    if let Some(unknown) = names.iter().find(|name| !PARAMETERS.contains(name))
    {
        let names = PARAMETERS.join(", ");
        return Err(format!(
            "a network has no array '{unknown:.24}'; it has {names}"
        ));
    }
    let [w1, b1, w2, b2] = PARAMETERS.map(|name| matrix(tensors, name));
    let first = DenseLayer { w: w1?, b: b1? };
    let second = DenseLayer { w: w2?, b: b2? };
    let network = Network { first, second };
    let (hidden, classes) = sizes(&network);
    check_shapes(&network, hidden, classes)?;
    if !(1..=MAX_HIDDEN).contains(&hidden)
        || !(2..=MAX_CLASSES).contains(&classes)
    {
        return Err(format!(
            "it has {hidden} hidden neurons and {classes} classes; there can \
             be 1 to {MAX_HIDDEN} and 2 to {MAX_CLASSES}"
        ));
    }
    network.check_finite()?;
    Ok(network)
}

/// The matrix of that name.
fn matrix(
    tensors: &SafeTensors<'_>,
    name: &str,
) -> Result<Array2<f64>, String> {
    let tensor = tensors.tensor(name);
    let tensor = tensor.map_err(|_| format!("the array {name} is missing"))?;
    if tensor.dtype() != Dtype::F64 {
        let dtype = tensor.dtype();
        return Err(format!("{name} has dtype {dtype}, and not F64"));
    }
    let &[rows, columns] = tensor.shape() else {
        let axes = tensor.shape().len();
        return Err(format!("{name} has {axes} axes, and a matrix has 2"));
    };
    let (numbers, _) = tensor.data().as_chunks();
    let numbers = numbers.iter().map(|bytes| f64::from_le_bytes(*bytes));
    let matrix = Array2::from_shape_vec((rows, columns), numbers.collect());
    Ok(matrix.expect("safetensors has compared the shape with the bytes"))
}

/// The numbers of hidden neurons and of classes.
pub(crate) fn sizes(network: &Network) -> (usize, usize) {
    (network.first.w.ncols(), network.second.w.ncols())
}

/// Names the first array that has another shape than in a network of two inputs
/// with such sizes.
pub(crate) fn check_shapes(
    network: &Network,
    hidden: usize,
    classes: usize,
) -> Result<(), String> {
    let shapes = [(2, hidden), (1, hidden), (hidden, classes), (1, classes)];
    for ((name, array), shape) in
        PARAMETERS.into_iter().zip(network.arrays()).zip(shapes)
    {
        let found = array.dim();
        if found != shape {
            return Err(format!(
                "{name} has shape {found:?}, and this run's has {shape:?}"
            ));
        }
    }
    Ok(())
}

fn check_fingerprint(training: &str, network: &Network) -> Result<(), String> {
    let mut words = training.split_whitespace();
    let there = words.find_map(|word| word.strip_prefix(FINGERPRINT));
    let there = there.unwrap_or("none");
    let computed = fingerprint_of(network);
    if there == computed {
        return Ok(());
    }
    Err(format!(
        "it is damaged: the fingerprint of its numbers is {computed}, and the \
         one in the file is {there:.24}"
    ))
}

fn fingerprint_of(network: &Network) -> String {
    format!("{:016x}", fingerprint(network.arrays().into_iter().flatten()))
}
