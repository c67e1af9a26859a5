//! The command line, on a chapter of the tests' own.

mod learner;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use harness::{Outcome, command};
use learner::LEARNER;
use tempfile::{TempDir, tempdir};

/// What a command did and wrote.
#[derive(Debug)]
struct Done {
    outcome: Outcome,
    out: String,
    err: String,
}

impl Done {
    /// The outcome of a command that is expected to succeed.
    fn succeeds(self) -> Self {
        assert_eq!(self.outcome, Outcome::Success, "{}", self.err);
        self
    }

    /// The one line with which the command line is refused.
    fn refusal(self) -> String {
        assert_eq!(self.outcome, Outcome::BadInput, "{}", self.out);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        let message = self.err.strip_prefix("learner: ").expect("the name");
        message.trim_end().to_owned()
    }
}

fn learn<T: Into<OsString> + Clone>(arguments: &[T]) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().cloned().map(Into::into);
    let outcome = command(&LEARNER, arguments, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("text in UTF-8");
    Done { outcome, out: text(out), err: text(err) }
}

/// A file in a folder of its own.
struct File {
    folder: TempDir,
}

impl File {
    fn new() -> Self {
        Self { folder: tempdir().expect("a folder") }
    }

    /// The parameters that a run with these arguments saves.
    fn saved(arguments: &[&str]) -> Self {
        let file = Self::new();
        let path = file.path();
        learn(&[&["--save", &path], arguments].concat()).succeeds();
        file
    }

    fn at(&self) -> PathBuf {
        self.folder.path().join("file")
    }

    fn path(&self) -> String {
        self.at().to_str().expect("a path in Unicode").to_owned()
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.at()).expect("a file")
    }

    /// The files in the folder.
    fn names(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.path()).expect("a folder");
        let names = files.map(|file| file.expect("a file").file_name());
        names.map(|name| name.into_string().expect("Unicode")).collect()
    }

    fn load(&self, arguments: &[&str]) -> Done {
        learn(&[&["--load", &self.path()], arguments].concat())
    }
}

#[test]
fn the_first_run_is_the_default_and_others_can_be_chosen() {
    let plain = learn::<&str>(&[]).succeeds();
    assert!(plain.out.starts_with("learning rate: 0.75\nIteration 1, "));
    assert_eq!(
        plain.err,
        "(learn, the first of 3 runs; --list shows them all)\n"
    );
    let chosen = learn(&["--run", "learn"]).succeeds();
    assert_eq!((chosen.out, chosen.err), (plain.out, String::new()));
    learn(&["--run", "fixed"]).succeeds();
}

#[test]
fn options_change_the_settings() {
    let line = |arguments: &[&str], n: usize| {
        let done = learn(arguments).succeeds();
        done.out.lines().nth(n).map(str::to_owned)
    };
    assert_eq!(learn(&["--iterations", "2"]).out.lines().count(), 4);
    let thinned = learn(&["--iterations=5", "--every", "2"]).out;
    assert!(thinned.contains("3, ") && !thinned.contains("2, "), "{thinned}");
    let parameters = |arguments: &[&str]| line(arguments, 5);
    assert_ne!(parameters(&["--seed", "1"]), parameters(&["--seed", "2"]));
    let size = parameters(&["--size", "5"]).expect("the parameters");
    assert_eq!(size.split_whitespace().count(), 6, "{size}");
}

/// Options are applied in the order of the table.
#[test]
fn a_method_brings_its_learning_rate_and_a_given_one_replaces_it() {
    let rate = |arguments: &[&str]| {
        let done = learn(arguments).succeeds();
        done.out.lines().next().expect("a line").to_owned()
    };
    assert_eq!(rate(&["--method", "plain"]), "learning rate: 0.75");
    assert_eq!(rate(&["--method", "quick"]), "learning rate: 0.125");
    let (quick, half) = (["--method", "quick"], ["--learning-rate", "0.5"]);
    assert_eq!(rate(&[quick, half].concat()), "learning rate: 0.5");
    assert_eq!(rate(&[half, quick].concat()), "learning rate: 0.5");
}

#[test]
fn json_holds_the_settings_and_the_tensors() {
    let arguments = ["--method=quick", "--size=2", "--format", "json"];
    let done = learn(&arguments).succeeds();
    let settings = "\"settings\": {\"method\": \"quick\", \"size\": 2, \
                    \"iterations\": 4, \"learning_rate\": 0.125, \
                    \"every\": 1, \"seed\": 0}";
    assert!(done.out.contains(settings), "{}", done.out);
    let loss = "{\"name\": \"loss\", \"iteration\": 4, \"dtype\": \
                \"float64\", \"value\": 1.0}";
    assert!(done.out.contains(loss), "{}", done.out);
}

#[test]
fn bad_input_is_refused_in_one_line() {
    let whole = "--iterations takes a whole number from 1 to 1000000, not ";
    let seed = "--seed takes a whole number from 0 to 4294967295, not ";
    let rate = "--learning-rate takes a finite number from 0 up, not ";
    let cases: &[(&[&str], &str)] = &[
        (&["--run", "nonsense"], "there is no run 'nonsense'; choose one of"),
        (&["--run", "a\nb"], "there is no run 'a\\nb'"),
        (&["--iterations", "1\n2"], "not '1\\n2'"),
        (&["--dot", "eight-lanes"], "--dot: there is no order 'eight-lanes'"),
        (&["--format", "xml"], "there is no format 'xml'; choose text, json"),
        (&["--verbose"], "invalid option '--verbose'; --help lists"),
        (&["-v"], "invalid option '-v'; --help lists"),
        (&["learn"], "unexpected argument \"learn\"; --help lists"),
        (&["--iterations"], "missing argument for option '--iterations'"),
        (&["--list=all"], "unexpected argument for option '--list'"),
        (&["--iterations", "0"], &format!("{whole}'0'")),
        (&["--iterations", "-5"], &format!("{whole}'-5'")),
        (&["--iterations", "1000001"], &format!("{whole}'1000001'")),
        (&["--iterations", "99999999999999999999"], whole),
        (&["--iterations", "1e3"], whole),
        (&["--iterations", ""], whole),
        (&["--every", "0"], "--every takes a whole number from 1 up, not '0'"),
        (&["--size", "1"], "--size takes a whole number from 2 to 1000, not"),
        (&["--size", "1001"], "--size takes a whole number from 2 to 1000"),
        (&["--seed", "-1"], &format!("{seed}'-1'")),
        (&["--seed", "4294967296"], seed),
        (&["--learning-rate", "-0.1"], &format!("{rate}'-0.1'")),
        (&["--learning-rate", "nan"], rate),
        (&["--learning-rate", "inf"], rate),
        (&["--learning-rate", "1e999"], rate),
        (&["--learning-rate", ""], rate),
        (
            &["--method", "Plain"],
            "there is no method 'Plain'; choose one of plain, quick",
        ),
        (&["--every", "2", "--every", "3"], "--every is given twice"),
        (&["--run", "learn", "--run", "x"], "--run is given twice"),
        (&["--save", ""], "--save takes the name of a file"),
        (&["--load", ""], "--load takes the name of a file"),
        (&["--figure", ""], "--figure takes the name of a file"),
        (&["--figure", "x.svg/"], "cannot write x.svg/"),
        (&["--figure", "/no/such/folder/x.svg"], "cannot write /no/such"),
        (&["--picture", "loss"], "--picture names what --figure draws"),
        (
            &["--figure", "/no/such/folder/x.svg", "--picture", "x"],
            "run learn has no picture 'x'; it has loss, rates",
        ),
        (&["--list", "--verify"], "--list and --verify are two commands"),
        (&["--verify", "--dot", "fused"], "--verify does not take --dot"),
        (&["--list", "--format", "json"], "--list does not take --format"),
        (&["--list", "--run", "learn"], "--list does not take --run"),
        (
            &["--run", "fixed", "--seed", "1"],
            "run fixed does not take --seed; it takes --iterations, \
             --learning-rate",
        ),
    ];
    for (arguments, complaint) in cases {
        let done = learn(arguments);
        assert_eq!(done.out, "", "{arguments:?}");
        let refusal = done.refusal();
        assert!(refusal.contains(complaint), "{arguments:?}: {refusal}");
    }
}

#[test]
fn help_is_given_whatever_else_is_asked_for() {
    for arguments in [&["--help"][..], &["-h"], &["--run", "x", "--help"]] {
        let help = learn(arguments).succeeds().out;
        assert!(help.contains("\n  --method NAME "), "{help}");
        assert!(help.contains("parameters: from 2 to 1000\n"), "{help}");
        assert_eq!(help.matches("--iterations N").count(), 1, "{help}");
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{help}");
    }
}

#[test]
fn list_says_what_each_run_is_and_takes() {
    let list = learn(&["--list"]).succeeds().out;
    let expected = "\nlearn (the default)\n  document 000, these tests\n  \
                    arithmetic: fused\n  2 reference figures\n  takes \
                    --method --load --size --iterations --learning-rate";
    assert!(list.contains(expected), "{list}");
    assert!(list.contains("\n  pictures: loss rates\n"), "{list}");
    assert!(list.lines().all(|line| line.chars().count() <= 80), "{list}");
}

#[test]
fn verify_counts_documented_figures_and_names_one_that_differs() {
    let done = learn(&["--verify"]);
    assert_eq!(done.outcome, Outcome::Differs);
    assert_eq!(
        done.out,
        "learn: 2 of 2 reference figures\n\
         fixed: 1 of 2 documented figures\n\
         1 of 2 documented figures\n"
    );
    assert_eq!(done.err, "fixed: loss @ 2: documented 33.8724, computed 1.0\n");
    let one = learn(&["--verify", "--run", "learn"]).succeeds();
    assert_eq!(one.out, "learn: 2 of 2 reference figures\n");
}

#[test]
fn the_figure_is_written_whole() {
    let file = File::new();
    fs::write(file.at(), "an older figure").expect("a file");
    let path = file.path();
    let plain = learn(&["--run", "learn"]).succeeds();
    let done = learn(&["--figure", &path]).succeeds();
    assert_eq!(done.out, plain.out);
    assert_eq!(done.err, format!("wrote the picture to {path}\n"));
    let svg = fs::read_to_string(file.at()).expect("the figure");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{svg}");
    assert!(svg.contains("<title") && svg.contains("<style"), "{svg}");
    assert_eq!(file.names(), ["file"], "no draft is left behind");
}

#[test]
fn another_picture_can_be_chosen() {
    let file = File::new();
    let path = file.path();
    learn(&["--figure", &path, "--picture", "rates"]).succeeds();
    let svg = fs::read_to_string(file.at()).expect("the figure");
    assert!(svg.contains("Another picture."), "{svg}");
}

#[test]
fn saving_changes_nothing_of_what_is_printed() {
    let file = File::new();
    for format in ["text", "json", "csv"] {
        let plain = learn(&["--format", format]).succeeds();
        let saving = ["--format", format, "--save", &file.path()];
        let saving = learn(&saving).succeeds();
        assert_eq!(saving.out, plain.out);
        let said = format!("wrote the parameters to {}\n", file.path());
        assert_eq!(saving.err, said);
    }
    assert_eq!(file.names(), ["file"], "no draft is left behind");
}

/// Four iterations are one, and three that go on from there.
#[test]
fn a_run_goes_on_from_a_loaded_file() {
    let whole = File::saved(&["--iterations", "4"]);
    let part = File::saved(&["--iterations", "1"]);
    assert_ne!(part.bytes(), whole.bytes());
    // Onto the file that it comes from.
    let path = part.path();
    part.load(&["--iterations", "3", "--save", &path]).succeeds();
    assert_eq!(part.bytes(), whole.bytes());
}

#[test]
fn a_file_that_does_not_fit_is_refused() {
    let file = File::saved(&["--size", "7"]);
    file.load(&[]).succeeds();
    file.load(&["--size", "7"]).succeeds();
    let refusal = file.load(&["--size", "6"]).refusal();
    assert_eq!(refusal, "the file has 7 parameters, and this run 6");
    let missing = learn(&["--load", "/no/such/file"]).refusal();
    assert!(missing.starts_with("cannot load /no/such/file: "), "{missing}");
}

#[test]
fn contents_that_cannot_be_saved_leave_the_old_file() {
    let file = File::saved(&[]);
    let before = file.bytes();
    let path = file.path();
    let done = learn(&["--learning-rate", "1e308", "--save", &path]);
    assert!(done.out.contains("Iteration 4"), "{}", done.out);
    assert_eq!(
        done.refusal(),
        format!("cannot write {path}: the parameters are not finite")
    );
    assert_eq!(file.bytes(), before);
}

#[test]
fn two_outputs_in_one_file_are_refused() {
    let file = File::new();
    let other = file.folder.path().join(".").join("file");
    let other = other.to_str().expect("a path in Unicode");
    let done = learn(&["--save", &file.path(), "--figure", other]);
    assert!(done.refusal().contains("--save and --figure name one file"));
    assert!(!file.at().exists());
}

#[test]
fn a_figure_does_not_replace_what_is_loaded() {
    let file = File::saved(&[]);
    let before = file.bytes();
    let refusal = file.load(&["--figure", &file.path()]).refusal();
    assert!(refusal.contains("--load and --figure name one file"), "{refusal}");
    assert_eq!(file.bytes(), before);
}

/// What has been learned is kept, although the picture cannot be drawn.
#[test]
fn a_picture_that_fails_costs_nothing_else() {
    let (file, picture) = (File::new(), File::new());
    fs::write(picture.at(), "an older figure").expect("a file");
    let run = ["--run", "nothing-to-draw", "--save", &file.path()];
    let done = learn(&[&run[..], &["--figure", &picture.path()]].concat());
    assert_eq!(done.outcome, Outcome::BadInput);
    assert!(done.err.contains("there is nothing to draw"), "{}", done.err);
    assert_eq!(file.bytes().len(), 3 * 8);
    assert_eq!(picture.bytes(), b"an older figure");
}

#[test]
fn an_output_that_cannot_be_written_is_known_before_the_run() {
    let file = File::new();
    let folder = file.folder.path().to_str().expect("Unicode").to_owned();
    for option in ["--save", "--figure"] {
        for path in [&*folder, "/no/such/folder/file", "file/"] {
            let done = learn(&[option, path]);
            assert_eq!(done.out, "");
            let refusal = done.refusal();
            let expected = format!("cannot write {path}: ");
            assert!(refusal.starts_with(&expected), "{refusal}");
        }
    }
}

/// A pipe is written to, and stays a pipe.
#[cfg(unix)]
#[test]
fn a_device_is_written_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let file = File::new();
    let made = std::process::Command::new("mkfifo").arg(file.at()).status();
    assert!(made.expect("mkfifo").success());
    let at = file.at();
    let reader = std::thread::spawn(move || fs::read(at).expect("read"));
    learn(&["--save", &file.path()]).succeeds();
    assert_eq!(reader.join().expect("a reader").len(), 3 * 8);
    let kind = fs::metadata(file.at()).expect("a pipe").file_type();
    assert!(kind.is_fifo());
}

/// File names need not be Unicode, and all other values must be.
#[cfg(unix)]
#[test]
fn a_path_need_not_be_unicode() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = tempdir().expect("a folder");
    let path = folder.path().join(OsStr::from_bytes(b"n\xff"));
    for option in ["--save", "--load"] {
        learn(&[OsString::from(option), path.clone().into()]).succeeds();
    }
    let size = OsStr::from_bytes(b"\xff").to_owned();
    let done = learn(&[OsString::from("--size"), size]);
    assert_eq!(done.refusal(), "--size cannot be \u{fffd}");
}

#[test]
fn a_stop_is_told_beside_csv() {
    let arguments = ["--learning-rate", "1e308", "--format", "csv"];
    let done = learn(&arguments).succeeds();
    let stop = "Nothing is learned from iteration 2 on: a value has overflowed";
    assert!(done.err.starts_with(stop), "{}", done.err);
    assert!(done.out.contains("\nstop,2,,Overflow,\n"), "{}", done.out);
}

/// A pipe whose reader has gone, or a disk that is full.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
    let run = |kind| {
        let mut err = Vec::new();
        let arguments = ["--run".into(), "learn".into()];
        let outcome = command(&LEARNER, arguments, &mut Broken(kind), &mut err);
        (outcome, String::from_utf8(err).expect("text in UTF-8"))
    };
    let (outcome, err) = run(io::ErrorKind::BrokenPipe);
    assert_eq!((outcome, err.as_str()), (Outcome::Success, ""));
    let (outcome, err) = run(io::ErrorKind::StorageFull);
    assert_eq!(outcome, Outcome::BadInput);
    assert!(err.contains("cannot write the output"), "{err}");
}

/// `--size` is a row of the learner's table, and of nothing else.
#[test]
fn all_that_is_said_of_an_option_follows_from_its_row() {
    let help = learn(&["--help"]).succeeds().out;
    let row =
        "\n  --size N             the number of parameters: from 2 to 1000\n";
    assert!(help.contains(row), "{help}");
    let list = learn(&["--list"]).succeeds().out;
    assert!(list.contains(" --size "), "{list}");
    let json = learn(&["--size", "5", "--format", "json"]).succeeds().out;
    assert!(json.contains("\"size\": 5"), "{json}");
    assert!(json.contains("\"shape\": [5]"), "it reached its place: {json}");
    let refusal = learn(&["--size", "1001"]).refusal();
    let range = "--size takes a whole number from 2 to 1000, not '1001'";
    assert_eq!(refusal, range);
    let options = LEARNER.runs[0].options();
    let size = options.iter().find(|option| option.name == "size");
    let size = size.expect("what controls of a page are made from");
    assert_eq!((&*size.range, size.is_file), ("from 2 to 1000", false));
}
