//! Networks that are saved and loaded.

use std::fs;
use std::path::{Path, PathBuf};

use notebook::{Chapter, Outcome, Record, Run};

use crate::learner::{LEARN, LEARNER};
use crate::{Done, fresh_folder, names, run_in};

fn learn(arguments: &[&str]) -> Done {
    run_in(&LEARNER, arguments)
}

/// A network in a folder of the test's own.
struct File(PathBuf);

impl File {
    fn new(test: &str) -> Self {
        Self(fresh_folder(test).join("net.txt"))
    }

    /// Saved by the run with these arguments.
    fn saved(test: &str, arguments: &[&str]) -> Self {
        let file = Self::new(test);
        let done = learn(&[&["--save", file.path()], arguments].concat());
        assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
        file
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path in Unicode")
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.0).expect("a file")
    }

    fn load(&self, arguments: &[&str]) -> Done {
        learn(&[&["--load", self.path()], arguments].concat())
    }

    /// The one line with which it is refused, behind `cannot load PATH: `.
    fn refusal(&self, arguments: &[&str]) -> String {
        let done = self.load(arguments);
        assert_eq!(done.outcome, Outcome::BadInput, "{}", done.out);
        assert_eq!(done.out, "");
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
        let start = format!("learner: cannot load {}: ", self.path());
        let why = done.err.strip_prefix(&start);
        why.unwrap_or_else(|| panic!("{}", done.err)).trim_end().to_owned()
    }
}

/// The text between the heading of an array and the next one.
fn array_in<'a>(text: &'a str, heading: &str, next: &str) -> Vec<&'a str> {
    let (_, rest) = text.split_once(heading).expect("the array");
    let (array, _) = rest.split_once(next).expect("what follows it");
    array.split_whitespace().collect()
}

#[test]
fn the_trained_network_is_saved_as_it_was_reported() {
    let file = File::saved("saved_as_reported", &[]);
    let text = file.text();
    assert!(text.starts_with("backprop-network 1\nw1 2 4\n"), "{text}");
    let run = &LEARNER.runs[0];
    let mut record = Record::new();
    (run.play)(&run.settings, &mut record);
    for (event, heading, next) in [
        ("final_w1", "w1 2 4\n", "b1"),
        ("final_b1", "b1 1 4\n", "w2"),
        ("final_w2", "w2 4 3\n", "fingerprint"),
    ] {
        let event = record.find(event, None).expect("a trained array");
        let notebook::Value::Array(trained) = &event.value else {
            panic!("{event:?}")
        };
        let written = array_in(&text, heading, next);
        assert_eq!(trained.len(), written.len());
        for (x, digits) in trained.iter().zip(written) {
            let read: f64 = digits.parse().expect("a number");
            assert_eq!(x.to_bits(), read.to_bits());
        }
    }
    let folder = file.0.parent().expect("a folder");
    assert_eq!(names(folder), ["net.txt"], "no draft is left behind");
}

#[test]
fn saving_changes_nothing_of_what_is_printed_but_says_where() {
    let file = File::new("says_where");
    for format in ["text", "json", "csv"] {
        let plain = learn(&["--format", format]);
        let saving = learn(&["--format", format, "--save", file.path()]);
        assert_eq!(saving.out, plain.out);
        let said = format!("wrote the network to {}\n", file.path());
        assert_eq!(saving.err, said);
    }
}

/// Four iterations are one, and three that go on from there.
#[test]
fn training_goes_on_from_a_loaded_network() {
    let whole = File::saved("goes_on_whole", &["--iterations", "4"]);
    let part = File::saved("goes_on_part", &["--iterations", "1"]);
    assert_ne!(part.text(), whole.text());
    // Onto the file that it comes from.
    let done = part.load(&["--iterations", "3", "--save", part.path()]);
    assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
    assert_eq!(part.text(), whole.text());
}

#[test]
fn sizes_that_are_not_given_are_the_files() {
    let file = File::saved("sizes", &["--hidden", "7", "--classes", "5"]);
    for arguments in [
        &[][..],
        &["--hidden", "7"],
        &["--classes", "5"],
        &["--classes", "5", "--hidden", "7", "--seed", "9"],
    ] {
        let done = file.load(arguments);
        assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
        let sizes = "samples, classes, hidden: [10  5  7]\n";
        assert!(done.out.starts_with(sizes), "{}", done.out);
    }
    let json = file.load(&["--format", "json"]).out;
    assert!(json.contains(r#""classes": 5, "hidden": 7"#), "{json}");

    // As many classes as neurons.
    let file = File::saved("same_sizes", &["--hidden", "5", "--classes", "5"]);
    let done = file.load(&[]);
    let sizes = "samples, classes, hidden: [10  5  5]\n";
    assert!(done.out.starts_with(sizes), "{}{}", done.out, done.err);
}

#[test]
fn shapes_that_differ_are_named() {
    let file = File::saved("shapes", &["--hidden", "7", "--classes", "5"]);
    assert_eq!(
        file.refusal(&["--hidden", "6"]),
        "w1 has shape (2, 7), and this run's has (2, 6)"
    );
    assert_eq!(
        file.refusal(&["--classes", "6"]),
        "w2 has shape (7, 5), and this run's has (7, 6)"
    );
    assert_eq!(
        file.refusal(&["--run", "fixed"]),
        "w1 has shape (2, 7), and this run's has (2, 4)"
    );
}

/// The limit of a file's length leaves room for the largest network.
#[test]
fn the_largest_network_is_saved_and_loaded() {
    let largest = ["--hidden=4096", "--classes=256", "--iterations=1"];
    let file = File::saved("largest", &largest);
    let done = file.load(&["--learning-rate", "0"]);
    assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
}

/// The sizes come from the file, and the samples from the command line.
#[test]
fn the_sizes_of_a_file_are_limited_as_given_ones_are() {
    let file = File::saved("limits", &["--hidden", "4096"]);
    let done = file.load(&["--samples", "10000"]);
    assert_eq!(done.outcome, Outcome::BadInput);
    assert!(done.err.contains("are too many for a layer of"), "{}", done.err);
}

#[test]
fn a_file_that_is_no_network_is_refused_in_one_line() {
    let file = File::new("no_network");
    assert!(file.refusal(&[]).starts_with("No such file"));
    let foreign = "it is no saved network: ";
    for (contents, why) in [
        (&b""[..], "it is empty"),
        (b"\n", foreign),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", foreign),
        (b"<svg xmlns=\"http://www.w3.org/2000/svg\">\n</svg>\n", foreign),
        (b"{\"run\": \"learn\"}", foreign),
        (b"\xff\xfeb\0a\0c\0k\0", foreign),
        (b"backprop-network 1", "it ends without its fingerprint"),
        (b"backprop-network 10\n", "it has version '10' of the format"),
    ] {
        fs::write(&file.0, contents).expect("a file");
        let refusal = file.refusal(&[]);
        assert!(refusal.starts_with(why), "{refusal}");
    }

    // As long as a file may not be, without a byte on the disk.
    let huge = fs::File::create(&file.0).expect("a file");
    huge.set_len(1 << 30).expect("a file with a hole");
    let refusal = file.refusal(&[]);
    assert!(refusal.contains("more than 33554432 bytes"), "{refusal}");

    fs::remove_file(&file.0).expect("gone");
    fs::create_dir(&file.0).expect("a folder");
    assert!(file.refusal(&[]).contains("directory"));
}

#[test]
fn arrays_that_are_missing_or_unknown_are_named() {
    let file = File::saved("arrays", &[]);
    let sound = file.text();
    for (old, new, why) in [
        ("b1 1", "b2 1", "run learn has no array 'b2'; it has w1, b1, w2"),
        ("b1 1", "w1 1", "line 5: a second 'w1'"),
        ("b1 1", "W1 1", "run learn has no array 'W1'; it has w1, b1, w2"),
    ] {
        fs::write(&file.0, sound.replacen(old, new, 1)).expect("a file");
        assert_eq!(file.refusal(&[]), why);
    }
    // No array at all; the fingerprint is that of no number.
    let none = "backprop-network 1\nfingerprint cbf29ce484222325\n";
    fs::write(&file.0, none).expect("a file");
    assert_eq!(file.refusal(&[]), "the array w1 is missing");
}

/// Each array has its name: another order is no other network.
#[test]
fn the_order_of_the_arrays_does_not_matter() {
    let file = File::saved("order", &["--iterations", "1"]);
    let before = file.load(&["--format", "csv"]).out;
    let arrays = "b1 1 4\n0.5 1.0 -2.0 0.25\n\
                  w1 2 4\n1.0 2.0 3.0 4.0\n5.0 6.0 7.0 8.0\n\
                  w2 4 3\n1.0 0.0 0.0\n0.0 1.0 0.0\n0.0 0.0 1.0\n0.0 0.0 0.0\n";
    let text = format!("backprop-network 1\n{arrays}fingerprint 0\n");
    fs::write(&file.0, &text).expect("a file");
    let refusal = file.refusal(&[]);
    let (_, rest) = refusal.split_once("fingerprint ").expect("the right one");
    let (right, _) = rest.split_once(',').expect("more words");
    let sound = text.replace("print 0", &format!("print {right}"));
    fs::write(&file.0, sound).expect("a file");
    let arguments = ["--iterations", "1", "--learning-rate", "0"];
    let after = file.load(&[&arguments[..], &["--save", file.path()]].concat());
    assert_eq!(after.outcome, Outcome::Success, "{}", after.err);
    assert_ne!(after.out, before);
    let saved = file.text();
    let start = "backprop-network 1\nw1 2 4\n1.0 2.0 3.0 4.0\n5.0 6.0";
    assert!(saved.starts_with(start), "{saved}");
}

#[test]
fn a_network_that_is_not_finite_is_not_saved() {
    let file = File::saved("not_finite", &[]);
    let before = file.text();
    let arguments = ["--learning-rate", "1e308", "--save", file.path()];
    let done = learn(&arguments);
    assert_eq!(done.outcome, Outcome::BadInput);
    assert!(done.out.contains("Iteration 4"), "{}", done.out);
    let start = format!("learner: cannot write {}: w1 holds ", file.path());
    assert!(done.err.starts_with(&start), "{}", done.err);
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert_eq!(file.text(), before);
}

#[test]
fn what_cannot_be_written_is_known_before_the_run() {
    let file = File::new("cannot_be_written");
    let folder = file.0.parent().expect("a folder");
    let folder = folder.to_str().expect("a path in Unicode");
    for (path, why) in [
        ("", "--save takes the name of a file"),
        (folder, "cannot write"),
        ("/no/such/folder/net.txt", "cannot write /no/such"),
        ("net.txt/", "cannot write net.txt/"),
    ] {
        let done = learn(&["--save", path]);
        assert_eq!(done.outcome, Outcome::BadInput);
        assert_eq!(done.out, "");
        assert!(done.err.contains(why), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    }
    let done = learn(&["--load", ""]);
    assert!(done.err.contains("--load takes the name"), "{}", done.err);
}

#[test]
fn the_network_and_the_picture_do_not_replace_each_other() {
    let file = File::new("one_file");
    let other = format!(
        "{}/./net.txt",
        Path::new(file.path()).parent().expect("a folder").display()
    );
    let both = ["--save", file.path(), "--figure", &other];
    let done = learn(&both);
    assert_eq!(done.outcome, Outcome::BadInput);
    assert_eq!(done.out, "");
    assert!(done.err.contains("--save and --figure name one file"));
    assert!(!file.0.exists());
}

/// The losses of this run cannot be drawn; what it has learned is kept.
#[test]
fn a_picture_that_fails_costs_no_network() {
    let file = File::new("costs_no_network");
    let saving = ["--save", file.path(), "--figure"];
    let picture = file.0.with_extension("svg");
    let picture = picture.to_str().expect("a path in Unicode");
    let done = run_in(&NO_PICTURE, &[&saving[..], &[picture]].concat());
    assert_eq!(done.outcome, Outcome::BadInput);
    assert!(done.err.contains("there is nothing to draw"), "{}", done.err);
    assert!(file.text().starts_with("backprop-network 1\n"));
    assert_eq!(file.load(&[]).outcome, Outcome::Success);
}

static NO_PICTURE: Chapter = Chapter {
    name: "no_picture",
    title: "no picture",
    runs: &[Run {
        figure: |_, _, _, _| Err("there is nothing to draw".to_owned()),
        ..LEARN
    }],
};

/// Names in other encodings are names, too.
#[cfg(unix)]
#[test]
fn a_path_need_not_be_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let path = fresh_folder("not_unicode").join(OsStr::from_bytes(b"n\xff"));
    for option in ["--save", "--load"] {
        let arguments = [option.into(), path.clone().into_os_string()];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let outcome =
            notebook::command(&LEARNER, arguments, &mut out, &mut err);
        assert_eq!(outcome, Outcome::Success, "{err:?}");
    }
    let size = OsStr::from_bytes(b"\xff").to_owned();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["--hidden".into(), size];
    let outcome = notebook::command(&LEARNER, arguments, &mut out, &mut err);
    assert_eq!(outcome, Outcome::BadInput);
    let err = String::from_utf8(err).expect("text in UTF-8");
    assert_eq!(err, "learner: --hidden cannot be \u{fffd}\n");
}
