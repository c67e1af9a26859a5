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
//! without metadata is loaded, too; one with another fingerprint is refused.
//!
//! The optimizer state is not saved: only plain descent at a constant learning
//! rate goes on from a file as if it had not stopped.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use chapter_04::dense_layer::DenseLayer;
use chapter_05::settings::MAX_CLASSES;
use harness::Record;
use ndarray::{Array1, Array2};
use record::Tensor;
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors, serialize};

use crate::network::{Network, PARAMETERS};
use crate::report::reported_network;
use crate::settings::{MAX_HIDDEN, OPTIONS, Settings};

/// The largest size of a file: the largest network has 8.5 MB.
const MAX_BYTES: u64 = 16 << 20;

/// The one entry of the metadata, and what stands before the fingerprint in it.
const TRAINING: &str = "training";
const FINGERPRINT: &str = "fingerprint=";

/// The file of the network that a run has trained, if it is finite.
pub(crate) fn save(
    settings: &Settings, record: &Record,
) -> Result<Vec<u8>, String> {
    let network = reported_network(record, None)?;
    network.check_finite()?;
    let bytes = network.arrays().map(|array| -> Vec<u8> {
        array.iter().flat_map(|x| x.to_le_bytes()).collect()
    });
    let arrays = PARAMETERS.into_iter().zip(network.arrays()).zip(&bytes);
    let tensors = arrays.map(|((name, array), bytes)| {
        let shape = array.shape().to_vec();
        let tensor = TensorView::new(Dtype::F64, shape, bytes);
        (name, tensor.expect("8 bytes for each number"))
    });
    let training = (TRAINING.to_owned(), training(settings, &network));
    let file = serialize(tensors, Some([training].into()));
    file.map_err(|error| error.to_string())
}

/// Puts a network into a file in one step: what is at its path stays there
/// until all of the new file has been written beside it.
///
/// # Errors
///
/// If the file cannot be written. What was there is still there.
pub(crate) fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    // The name of the temporary file would only puzzle.
    let mut file = builder.tempfile_in(folder).map_err(|e| e.kind())?;
    if let Ok(there) = fs::metadata(path) {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.write_all(contents)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The settings of a run and the fingerprint of its network.
fn training(settings: &Settings, network: &Network) -> String {
    let data = format!("data={:?}", settings.data_set).to_lowercase();
    let options = OPTIONS.iter().filter_map(|option| {
        let name = option.name.replace('-', "_");
        Some(format!("{name}={} ", option.get(settings)?))
    });
    let (np, options) = (settings.np, options.collect::<String>());
    let fingerprint = fingerprint_of(network);
    format!("{data} dot={np} {options}{FINGERPRINT}{fingerprint}")
}

/// Reads the network in a file, of a size that a run may have.
pub(crate) fn load(path: &Path) -> Result<Network, String> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| error.to_string())?;
    if MAX_BYTES < bytes.len() as u64 {
        return Err(format!("it has more than {MAX_BYTES} bytes"));
    }
    read(&bytes)
}

fn read(bytes: &[u8]) -> Result<Network, String> {
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    let damaged = |_| "it is damaged, or no safetensors file".to_owned();
    let tensors = SafeTensors::deserialize(bytes).map_err(damaged)?;
    let network = network_in(&tensors)?;
    let (_, header) = SafeTensors::read_metadata(bytes).map_err(damaged)?;
    let training = header.metadata().as_ref().and_then(|x| x.get(TRAINING));
    let Some(training) = training else { return Ok(network) };
    let mut words = training.split_whitespace();
    let there = words.find_map(|word| word.strip_prefix(FINGERPRINT));
    let (computed, there) = (fingerprint_of(&network), there.unwrap_or("none"));
    if there == computed {
        return Ok(network);
    }
    Err(format!(
        "it is damaged: the fingerprint of its numbers is {computed}, and the \
         one in the file is {there:.24}"
    ))
}

fn network_in(tensors: &SafeTensors<'_>) -> Result<Network, String> {
    let names = tensors.names().into_iter();
    if let Some(unknown) = names.filter(|x| !PARAMETERS.contains(x)).min() {
        let names = PARAMETERS.join(", ");
        return Err(format!(
            "a network has no array '{unknown:.24}'; it has {names}"
        ));
    }
    let [w1, b1, w2, b2] = PARAMETERS.map(|name| matrix(tensors, name));
    let first = DenseLayer { w: w1?, b: b1? };
    let network = Network { first, second: DenseLayer { w: w2?, b: b2? } };
    let [hidden, classes] = network.sizes();
    check_shapes(&network, hidden, classes)?;
    let has_neurons = (1..=MAX_HIDDEN).contains(&hidden);
    if !has_neurons || !(2..=MAX_CLASSES).contains(&classes) {
        return Err(format!(
            "it has {hidden} hidden neurons and {classes} classes; there can \
             be 1 to {MAX_HIDDEN} and 2 to {MAX_CLASSES}"
        ));
    }
    network.check_finite()?;
    Ok(network)
}

fn matrix(file: &SafeTensors<'_>, name: &str) -> Result<Array2<f64>, String> {
    let tensor = file.tensor(name);
    let tensor = tensor.map_err(|_| format!("the array {name} is missing"))?;
    let dtype = tensor.dtype();
    if dtype != Dtype::F64 {
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

/// Names the first array whose shape does not fit these sizes and two inputs.
pub(crate) fn check_shapes(
    network: &Network, hidden: usize, classes: usize,
) -> Result<(), String> {
    let shapes = [(2, hidden), (1, hidden), (hidden, classes), (1, classes)];
    let dims = network.arrays().map(Array2::dim);
    for ((name, found), shape) in PARAMETERS.into_iter().zip(dims).zip(shapes) {
        if found != shape {
            return Err(format!(
                "{name} has shape {found:?}, and this run's has {shape:?}"
            ));
        }
    }
    Ok(())
}

fn fingerprint_of(network: &Network) -> String {
    let parameters = Array1::from_iter(network.parameters());
    format!("{:016x}", Tensor::from(&parameters).fingerprint())
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use harness::Watch;
    use ndarray::{ArrayD, IxDyn, array};

    use super::*;
    use crate::runs::run;

    /// The settings of a short training of a network with few parameters.
    fn settings() -> Settings {
        Settings {
            iterations: 2,
            samples: 2,
            classes: 2,
            hidden: 3,
            ..Settings::with_optimizer("adam")
        }
    }

    /// A sound file.
    fn saved() -> Vec<u8> {
        let mut record = Record::default();
        run(&settings(), &mut record, &mut Watch::default());
        save(&settings(), &record).expect("a finite network")
    }

    fn bits(network: &Network) -> Vec<u64> {
        network.parameters().map(f64::to_bits).collect()
    }

    /// What is wrong with a file.
    fn refusal(bytes: &[u8]) -> String {
        let refusal = read(bytes).expect_err("a file that is not sound");
        assert_eq!(refusal.lines().count(), 1, "{refusal:?}");
        assert!(refusal.len() < 200, "{refusal:?}");
        refusal
    }

    /// The arrays of a network with 3 hidden neurons and 2 classes, without
    /// metadata.
    fn arrays() -> Vec<(&'static str, ArrayD<f64>)> {
        vec![
            ("w1", array![[0.5, -0.0, 1e-5], [0.1, 0.2, 5e-324]].into_dyn()),
            ("b1", array![[f64::MAX, -1.0, 1e23]].into_dyn()),
            ("w2", array![[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]].into_dyn()),
            ("b2", array![[f64::MIN_POSITIVE, 0.1]].into_dyn()),
        ]
    }

    fn file(dtype: Dtype, arrays: &[(&str, ArrayD<f64>)]) -> Vec<u8> {
        let bytes = arrays.iter().map(|(_, array)| match dtype {
            Dtype::F64 => array.iter().flat_map(|x| x.to_le_bytes()).collect(),
            _ => vec![0; 4 * array.len()],
        });
        let bytes: Vec<Vec<u8>> = bytes.collect();
        let tensors =
            arrays.iter().zip(&bytes).map(|((name, array), bytes)| {
                let tensor =
                    TensorView::new(dtype, array.shape().to_vec(), bytes);
                (*name, tensor.expect("as many bytes as numbers need"))
            });
        serialize(tensors, None).expect("a file")
    }

    #[test]
    fn a_network_without_metadata_is_read_bit_for_bit() {
        let network = read(&file(Dtype::F64, &arrays())).expect("a network");
        let numbers = arrays().into_iter().flat_map(|(_, array)| array);
        let expected: Vec<_> = numbers.map(f64::to_bits).collect();
        assert_eq!(bits(&network), expected);
    }

    #[test]
    fn a_file_that_is_cut_off_is_refused_wherever_it_ends() {
        let saved = saved();
        assert_eq!(refusal(&[]), "it is empty");
        for end in 1..saved.len() {
            refusal(&saved[..end]);
        }
        refusal(&[&saved[..], b"\0"].concat());
    }

    /// Or it is a file of the same network still: where another setting is
    /// changed, or a space.
    #[test]
    fn a_file_with_another_byte_is_refused() {
        let saved = saved();
        let network = bits(&read(&saved).expect("a network"));
        for (i, byte) in saved.iter().enumerate() {
            for other in [byte ^ 1, byte ^ 0x80, b' ', b'"', b'}', b'9'] {
                let mut changed = saved.clone();
                changed[i] = other;
                match read(&changed) {
                    Ok(same) => assert_eq!(bits(&same), network, "byte {i}"),
                    Err(_) => drop(refusal(&changed)),
                }
            }
        }
    }

    #[test]
    fn a_fingerprint_that_does_not_match_is_refused() {
        let saved = saved();
        let mut changed = saved.clone();
        *changed.last_mut().expect("a byte") ^= 1;
        let found = refusal(&changed);
        let start = "it is damaged: the fingerprint of its numbers is ";
        assert!(found.starts_with(start), "{found}");

        let text = String::from_utf8_lossy(&saved);
        let at = text.find("fingerprint=").expect("a fingerprint");
        let mut changed = saved.clone();
        changed[at] = b'F';
        assert!(refusal(&changed).ends_with("the one in the file is none"));
    }

    #[test]
    fn arrays_that_make_no_network_are_named() {
        let with = |name: &'static str, array: ArrayD<f64>| {
            let mut arrays = arrays();
            arrays.retain(|(other, _)| *other != name);
            arrays.push((name, array));
            refusal(&file(Dtype::F64, &arrays))
        };
        let zeros = |shape: &[usize]| ArrayD::zeros(IxDyn(shape));
        for (name, shape, why) in [
            (
                "b3",
                &[1, 2][..],
                "a network has no array 'b3'; it has w1, b1, w2, b2",
            ),
            ("w1", &[2], "w1 has 1 axes, and a matrix has 2"),
            ("w1", &[2, 3, 1], "w1 has 3 axes, and a matrix has 2"),
            ("w1", &[3, 3], "w1 has shape (3, 3), and this run's has (2, 3)"),
            ("b1", &[1, 4], "b1 has shape (1, 4), and this run's has (1, 3)"),
            ("b1", &[3, 1], "b1 has shape (3, 1), and this run's has (1, 3)"),
            ("w2", &[4, 2], "w2 has shape (4, 2), and this run's has (3, 2)"),
            ("b2", &[1, 3], "b2 has shape (1, 3), and this run's has (1, 2)"),
        ] {
            assert_eq!(with(name, zeros(shape)), why);
        }
        for x in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let refusal = with("b2", array![[0.0, x]].into_dyn());
            assert!(refusal.starts_with("b2 holds "), "{refusal}");
        }
        let long = "w".repeat(1000);
        let mut arrays = arrays();
        arrays.push((&long, zeros(&[1, 1])));
        let refusal = refusal(&file(Dtype::F64, &arrays));
        let cut = "a network has no array 'wwwwwwwwwwwwwwwwwwwwwwww';";
        assert!(refusal.starts_with(cut), "{refusal}");
    }

    #[test]
    fn a_missing_array_is_named() {
        for (i, (name, _)) in arrays().iter().enumerate() {
            let mut arrays = arrays();
            arrays.remove(i);
            let refusal = refusal(&file(Dtype::F64, &arrays));
            assert_eq!(refusal, format!("the array {name} is missing"));
        }
    }

    #[test]
    fn numbers_of_another_type_are_refused() {
        let refusal = refusal(&file(Dtype::F32, &arrays()));
        assert_eq!(refusal, "w1 has dtype F32, and not F64");
    }

    #[test]
    fn sizes_beyond_the_limits_are_refused() {
        for (hidden, classes) in [(4097, 2), (0, 2), (3, 257), (3, 1)] {
            let shapes = [
                ("w1", [2, hidden]),
                ("b1", [1, hidden]),
                ("w2", [hidden, classes]),
                ("b2", [1, classes]),
            ];
            let arrays = shapes
                .map(|(name, shape)| (name, ArrayD::zeros(IxDyn(&shape))));
            assert_eq!(
                refusal(&file(Dtype::F64, &arrays)),
                format!(
                    "it has {hidden} hidden neurons and {classes} classes; \
                     there can be 1 to 4096 and 2 to 256"
                )
            );
        }
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_contents() {
        let folder = tempdir().expect("a folder");
        let path = folder.path().join("file");
        fs::write(&path, "old").expect("a file");
        // The folder is gone before the file is written.
        let moved = folder.path().with_extension("moved");
        fs::rename(folder.path(), &moved).expect("moved");
        assert!(replace(&path, b"new").is_err());
        let contents = fs::read_to_string(moved.join("file"));
        assert_eq!(contents.expect("a file"), "old");
        fs::rename(&moved, folder.path()).expect("moved back");
    }

    #[test]
    fn what_is_written_at_once_is_whole() {
        let folder = tempdir().expect("a folder");
        let path = folder.path().join("file");
        let contents = |i: usize| i.to_string().repeat(100_000 + i);
        std::thread::scope(|scope| {
            for i in 0..8 {
                let path = &path;
                let write = move || replace(path, contents(i).as_bytes());
                scope.spawn(move || write().expect("written"));
            }
        });
        let found = fs::read_to_string(&path).expect("a file");
        assert!((0..8).any(|i| found == contents(i)), "two files in one");
        let files = fs::read_dir(folder.path()).expect("a folder");
        assert_eq!(files.count(), 1, "no draft is left");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_those_of_a_new_file_are_the_usual_ones() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let mode = |path: &Path| {
            fs::metadata(path).expect("a file").permissions().mode() & 0o777
        };
        fs::write(at("usual"), "").expect("a file");
        replace(&at("new"), b"x").expect("written");
        assert_eq!(mode(&at("new")), mode(&at("usual")));
        let secret = fs::Permissions::from_mode(0o600);
        fs::set_permissions(at("new"), secret).expect("set");
        replace(&at("new"), b"y").expect("written");
        assert_eq!(mode(&at("new")), 0o600);
    }
}
