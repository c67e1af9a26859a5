//! Networks that are saved and loaded.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use chapter_06::CHAPTER;
use harness::Record;
use ndarray::Ix2;
use record::Value;
use safetensors::{Dtype, SafeTensors};
use tempfile::{TempDir, tempdir};

use crate::{Done, chapter, small};

/// A file in a folder of its own.
struct File {
    folder: TempDir,
}

impl File {
    fn new() -> Self {
        Self { folder: tempdir().expect("a folder") }
    }

    /// The network that a small run with these arguments saves.
    fn saved(arguments: &[&str]) -> Self {
        let file = Self::new();
        small(&[&["--save", &file.path()], arguments].concat()).printed();
        file
    }

    fn at(&self) -> PathBuf {
        self.folder.path().join("network.safetensors")
    }

    fn path(&self) -> String {
        self.at().to_str().expect("a path in Unicode").to_owned()
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.at()).expect("a file")
    }

    fn load(&self, arguments: &[&str]) -> Done {
        small(&[&["--load", &self.path()], arguments].concat())
    }

    /// The line with which it is refused, after `cannot load PATH: `.
    fn refusal(&self) -> String {
        let refusal = self.load(&[]).refusal();
        let start = format!("cannot load {}: ", self.path());
        refusal.strip_prefix(&start).expect("the path").to_owned()
    }
}

/// The record of the run that [`small`] is by default.
fn record() -> Record {
    let options = [("iterations", "3"), ("samples", "5")];
    let options = options.map(|(name, value)| (name.into(), value.into()));
    let run = CHAPTER.runs[0].configure(&options);
    run.expect("options that it takes").record()
}

/// The arrays of a file, each with its name, shape and bits.
fn arrays(file: &[u8]) -> Vec<(String, Vec<usize>, Vec<u8>)> {
    let tensors = SafeTensors::deserialize(file).expect("a file");
    let mut arrays: Vec<_> = tensors
        .iter()
        .map(|(name, tensor)| {
            assert_eq!(tensor.dtype(), Dtype::F64);
            let shape = tensor.shape().to_vec();
            (name.to_owned(), shape, tensor.data().to_vec())
        })
        .collect();
    arrays.sort();
    arrays
}

#[test]
fn the_trained_network_is_saved_bit_for_bit() {
    let record = record();
    let reported = ["b1", "b2", "w1", "w2"].map(|name| {
        let array = record.array::<Ix2>(&format!("final_{name}"), None);
        let array = array.expect("a trained array");
        let bytes = array.iter().flat_map(|x| x.to_le_bytes()).collect();
        (name.to_owned(), array.shape().to_vec(), bytes)
    });
    assert_eq!(arrays(&File::saved(&[]).bytes()), reported);
}

#[test]
fn the_file_holds_the_settings_and_the_fingerprint() {
    let Some(Value::Fingerprint(fingerprint)) =
        record().find("fingerprint", None).map(|event| event.value.clone())
    else {
        panic!("no fingerprint")
    };
    let bytes = File::saved(&[]).bytes();
    let (_, header) = SafeTensors::read_metadata(&bytes).expect("a header");
    let metadata = header.metadata().as_ref().expect("metadata");
    assert_eq!(
        metadata["training"],
        format!(
            "data=spiral dot=sequential iterations=3 optimizer=descent \
             learning_rate=1.0 every=100 seed=0 samples=5 classes=3 hidden=64 \
             fingerprint={fingerprint:016x}"
        )
    );
}

#[test]
fn the_same_network_is_the_same_file() {
    assert_eq!(File::saved(&[]).bytes(), File::saved(&[]).bytes());
}

#[test]
fn gradient_descent_goes_on_from_a_file_as_if_it_had_not_stopped() {
    let whole = File::saved(&["--hidden=4"]);
    let part = File::new();
    let path = part.path();
    let arguments = ["--samples=5", "--hidden=4", "--save", &path];
    chapter(&[&arguments[..], &["--iterations=1"]].concat()).printed();
    assert_ne!(arrays(&part.bytes()), arrays(&whole.bytes()));
    // Onto the file that it comes from.
    let arguments = ["--samples=5", "--load", &path, "--save", &path];
    chapter(&[&arguments[..], &["--iterations=2"]].concat()).printed();
    assert_eq!(arrays(&part.bytes()), arrays(&whole.bytes()));
}

#[test]
fn sizes_that_are_not_given_are_those_of_the_file() {
    for (hidden, classes) in [("7", "5"), ("5", "5"), ("64", "4")] {
        let [hidden, classes] =
            [format!("--hidden={hidden}"), format!("--classes={classes}")];
        let file = File::saved(&[&hidden, &classes]);
        let json = ["--format", "json"];
        let own = small(&[&hidden, &classes, "--format=json"]).printed();
        let settings = own.lines().find(|line| line.contains("settings"));
        let settings = settings.expect("the settings");
        for given in [&[][..], &[&*hidden], &[&*classes], &[&*classes, &hidden]]
        {
            let loaded = file.load(&[&json[..], given].concat()).printed();
            assert!(loaded.contains(settings), "{settings}");
        }
    }
}

#[test]
fn given_sizes_that_differ_from_those_of_the_file_are_refused() {
    let file = File::saved(&["--hidden", "7", "--classes", "5"]);
    assert_eq!(
        file.load(&["--hidden", "6"]).refusal(),
        "--load: w1 has shape (2, 7), and this run's has (2, 6)"
    );
    assert_eq!(
        file.load(&["--classes", "6"]).refusal(),
        "--load: w2 has shape (7, 5), and this run's has (7, 6)"
    );
}

/// The limit of a file's size leaves room for it.
#[test]
fn the_largest_network_is_saved_and_loaded() {
    let largest = ["--hidden=4096", "--classes=256", "--iterations=1"];
    let file = File::new();
    let path = file.path();
    let samples = ["--samples=1"];
    let save = ["--save", &path];
    chapter(&[&samples[..], &largest, &save].concat()).printed();
    let load = ["--load", &path, "--iterations=1", "--learning-rate=0"];
    let before = arrays(&file.bytes());
    chapter(&[&samples[..], &load, &save].concat()).printed();
    assert_eq!(arrays(&file.bytes()), before);
}

#[test]
fn the_sizes_of_a_file_are_limited_with_those_that_are_given() {
    let file = File::saved(&["--hidden", "4096"]);
    let path = file.path();
    let refusal = chapter(&["--load", &path, "--samples", "10000"]).refusal();
    assert!(refusal.contains("are too many for a layer of"), "{refusal}");
}

#[test]
fn a_file_without_a_network_is_refused() {
    let file = File::new();
    assert!(file.refusal().starts_with("No such file"));
    let foreign = "it is damaged, or no safetensors file";
    for (contents, why) in [
        (&b""[..], "it is empty"),
        (b"\n", foreign),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", foreign),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\">\n</svg>\n", foreign),
        (b"{\"run\": \"spiral\"}", foreign),
        (b"backprop-network 1\nw1 2 3\n", foreign),
    ] {
        fs::write(file.at(), contents).expect("a file");
        assert_eq!(file.refusal(), why);
    }

    // Too large, without a byte on the disk.
    let huge = fs::File::create(file.at()).expect("a file");
    huge.set_len(1 << 30).expect("a file with a hole");
    assert_eq!(file.refusal(), "it has more than 16777216 bytes");

    fs::remove_file(file.at()).expect("gone");
    fs::create_dir(file.at()).expect("a folder");
    assert!(file.refusal().contains("directory"));
}

#[test]
fn a_network_that_is_not_finite_is_not_saved() {
    let file = File::saved(&[]);
    let (path, before) = (file.path(), file.bytes());
    let done = small(&["--learning-rate", "1e308", "--save", &path]);
    let start = format!("chapter_06: cannot write {path}: w1 holds ");
    assert!(done.err.starts_with(&start), "{}", done.err);
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert!(done.out.starts_with("epoch 0: "), "{}", done.out);
    assert_eq!(file.bytes(), before);
}

/// `.ci/run` does the same with a Python of its own.
#[test]
fn python_reads_the_network_bit_for_bit() {
    let python = |arguments: &[&str]| {
        Command::new("python3").arg("-B").args(arguments).output()
    };
    let imports = python(&["-c", "import numpy, safetensors"]);
    if !imports.is_ok_and(|python| python.status.success()) {
        eprintln!("skipped: there is no Python with the package safetensors");
        return;
    }
    let file = File::new();
    let record = file.folder.path().join("record.json");
    let json = small(&["--save", &file.path(), "--format", "json"]).printed();
    fs::write(&record, json).expect("a file");
    let program =
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saved_network.py");
    let record = record.to_str().expect("a path in Unicode");
    let compared = python(&[program, &file.path(), record]).expect("Python");
    assert!(compared.status.success(), "{compared:?}");
}
