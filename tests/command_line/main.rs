//! The command line of every chapter, called in this process.

mod learner;
mod networks;
mod sizes;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use notebook::{Chapter, Outcome, Record, Run, Settings, command, text};
use support::{CHAPTERS, runs};

/// What a command did and wrote.
#[derive(Debug)]
struct Done {
    outcome: Outcome,
    out: String,
    err: String,
}

fn run_in(chapter: &Chapter, arguments: &[&str]) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(Into::into);
    let outcome = command(chapter, arguments, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("text in UTF-8");
    Done { outcome, out: text(out), err: text(err) }
}

fn chapter_01(arguments: &[&str]) -> Done {
    run_in(&chapter_01::CHAPTER, arguments)
}

/// A folder of this test's own, empty at its start.
fn fresh_folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder under target");
    folder
}

/// Chapter 5's runs train for long, and all that is asked here is seen in
/// their first epochs.
const ENOUGH: usize = 201;

/// What makes a run a short one.
fn short_arguments(run: &Run) -> Vec<&'static str> {
    let is_long = ENOUGH < run.settings.iterations && run.name != "two-layer";
    if is_long { vec!["--iterations", "201"] } else { Vec::new() }
}

/// The settings of such a short run.
fn short_settings(run: &Run) -> Settings {
    let iterations = match short_arguments(run)[..] {
        [] => run.settings.iterations,
        _ => ENOUGH,
    };
    Settings { iterations, ..run.settings }
}

/// What such a short run reports.
fn short_record(run: &Run) -> Record {
    let mut record = Record::new();
    (run.play)(&short_settings(run), &mut record);
    record
}

#[test]
fn the_default_run_prints_what_its_notebook_printed() {
    // Chapter 5's is pinned by its record and its text.
    for chapter in CHAPTERS.iter().filter(|c| c.name != "chapter_05") {
        let done = run_in(chapter, &[]);
        assert_eq!(done.outcome, Outcome::Success);
        assert_eq!(done.out, chapter.runs[0].text());
        let hint = 1 < chapter.runs.len();
        assert_eq!(done.err.contains("--list"), hint, "{}", done.err);
    }
}

#[test]
fn every_run_can_be_chosen() {
    for chapter in CHAPTERS {
        for run in chapter.runs {
            let arguments = [&["--run", run.name], &short_arguments(run)[..]];
            let done = run_in(chapter, &arguments.concat());
            assert_eq!(done.outcome, Outcome::Success);
            let text = text(run, &short_settings(run), &short_record(run));
            assert_eq!(done.out, text);
            assert_eq!(done.err, "");
        }
    }
}

#[test]
fn verify_counts_every_documented_figure() {
    // Chapter 5 trains for long; `.ci/run` verifies it.
    let quick = CHAPTERS.iter().filter(|c| c.name != "chapter_05");
    let verified: Vec<_> = quick
        .map(|chapter| {
            let done = run_in(chapter, &["--verify"]);
            assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
            done.out
        })
        .collect();
    assert_eq!(
        verified,
        [
            "forward-pass: 8 of 8 reference figures\n",
            "chain-rule: 24 of 24 documented figures\n\
             notes-13-december: 12 of 12 documented figures\n\
             notes-13-january: 204 of 204 documented figures\n\
             240 of 240 documented figures\n",
            "layer: 25 of 25 documented figures\n\
             matrix-notation: 25 of 25 documented figures\n\
             part-10: 17 of 17 documented figures\n\
             67 of 67 documented figures\n",
            "two-layer: 33 of 33 documented figures\n\
             forward: 2 of 2 documented figures\n\
             35 of 35 documented figures\n",
            "input-gradients: 43 of 43 gradients agree with their difference \
             quotients\n",
        ]
    );
}

/// A chapter whose transcript does not fit its run.
#[test]
fn verify_names_a_figure_that_differs() {
    use notebook::{Evidence, Run};
    static WRONG: [Run; 1] = [Run {
        evidence: Evidence::Figures("loss @ 1: 36.0\nloss @ 2: 33.8724\n"),
        ..chapter_01::runs::CHAIN_RULE
    }];
    let chapter = Chapter { name: "wrong", title: "wrong", runs: &WRONG };
    let done = run_in(&chapter, &["--verify"]);
    assert_eq!(done.outcome, Outcome::Differs);
    assert_eq!(
        done.out,
        "chain-rule: 1 of 2 documented figures\n1 of 2 documented figures\n"
    );
    assert_eq!(
        done.err,
        "chain-rule: loss @ 2: documented 33.8724, computed \
         33.872400000000006\n"
    );
}

#[test]
fn list_tells_what_each_run_is_and_takes() {
    for chapter in CHAPTERS {
        let done = run_in(chapter, &["--list"]);
        assert_eq!(done.outcome, Outcome::Success);
        for run in chapter.runs {
            let (_, entry) = done
                .out
                .split_once(&format!("\n{}", run.name))
                .expect("an entry for the run");
            let entry = entry.split("\n\n").next().expect("its lines");
            assert!(entry.contains(run.source.document), "{entry}");
            assert!(entry.contains(&run.settings.np.to_string()), "{entry}");
            for option in run.options {
                assert!(entry.contains(option.name()), "{entry}");
            }
            let has_choice = run.takes(notebook::CommandOption::Optimizer);
            assert_eq!(entry.contains("optimizers:"), has_choice, "{entry}");
        }
    }
}

#[test]
fn options_change_what_a_run_does() {
    let losses = |arguments: &[&str]| {
        let done = chapter_01(arguments);
        assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
        let is_loss = |line: &&str| line.starts_with("Iteration");
        done.out.lines().filter(is_loss).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(losses(&["--iterations", "3"]).len(), 3);
    assert_eq!(
        losses(&["--dot", "two-lanes"])[1],
        "Iteration 2, Loss: 33.872399999999985"
    );
    assert_eq!(
        losses(&["--dot", "nnfs"])[1],
        "Iteration 2, Loss: 33.872397424621624"
    );
    let every = losses(&["--iterations=50", "--every=20"]);
    let labels: Vec<_> = every.iter().map(|line| &line[..12]).collect();
    assert_eq!(labels, ["Iteration 1,", "Iteration 21", "Iteration 41"]);
    let still = losses(&["--learning-rate", "0", "--iterations", "2"]);
    assert_eq!(still[1], "Iteration 2, Loss: 36.0");
}

#[test]
fn another_seed_draws_other_weights() {
    let first_line = |seed: &str| {
        let arguments = ["--seed", seed, "--iterations", "1"];
        run_in(&chapter_03::CHAPTER, &arguments)
            .out
            .lines()
            .next()
            .map(String::from)
    };
    // np.random.seed(7); np.random.rand(2, 2)
    assert_eq!(
        first_line("7").as_deref(),
        Some("array([[0.07630829, 0.77991879],")
    );
    assert!(first_line("4294967295").is_some());
}

#[test]
fn bad_input_is_refused_in_one_line() {
    for (arguments, complaint) in [
        (&["--run", "nonsense"][..], "there is no run 'nonsense'"),
        (&["--run", "a\nb"], "there is no run 'a\\nb'"),
        (&["--iterations", "1\n2"], "not '1\\n2'"),
        (&["--dot", "eight-lanes"], "there is no order 'eight-lanes'"),
        (&["--format", "xml"], "there is no format 'xml'"),
        (&["--verbose"], "invalid option '--verbose'"),
        (&["-v"], "invalid option '-v'"),
        (&["chain-rule"], "unexpected argument \"chain-rule\""),
        (&["--iterations"], "missing argument for option '--iterations'"),
        (&["--list=all"], "unexpected argument for option '--list'"),
        (&["--iterations", "0"], "from 1 to 1000000, not '0'"),
        (&["--iterations", "-5"], "from 1 to 1000000, not '-5'"),
        (&["--iterations", "1000001"], "not '1000001'"),
        (&["--iterations", "99999999999999999999"], "from 1 to 1000000"),
        (&["--iterations", "1e3"], "from 1 to 1000000, not '1e3'"),
        (&["--every", "0"], "--every takes a whole number from 1"),
        (&["--learning-rate", "-0.1"], "a finite number from 0 up, not '-0.1'"),
        (&["--learning-rate", "nan"], "a finite number from 0 up, not 'nan'"),
        (&["--learning-rate", "inf"], "a finite number from 0 up, not 'inf'"),
        (
            &["--learning-rate", "1e999"],
            "a finite number from 0 up, not '1e999'",
        ),
        (&["--learning-rate", ""], "a finite number from 0 up, not ''"),
        (&["--every", "2", "--every", "3"], "--every is given twice"),
        (&["--run", "chain-rule", "--run", "x"], "--run is given twice"),
        (&["--figure", "x.svg/"], "cannot write x.svg/"),
        (&["--seed", "7"], "run chain-rule does not take --seed"),
        (&["--figure", ""], "--figure takes the name of a file"),
        (&["--figure", "/no/such/folder/x.svg"], "cannot write /no/such"),
        (&["--list", "--verify"], "--list and --verify are two commands"),
        (&["--verify", "--dot", "fused"], "--verify does not take --dot"),
        (&["--list", "--format", "json"], "--list does not take --format"),
        (&["--list", "--run", "chain-rule"], "--list does not take --run"),
    ] {
        let done = chapter_01(arguments);
        assert_eq!(done.outcome, Outcome::BadInput, "{arguments:?}");
        assert_eq!(done.out, "", "{arguments:?}");
        assert!(done.err.contains(complaint), "{arguments:?}: {}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    }
    for seed in ["-1", "4294967296", "0.5", "x"] {
        let done = run_in(&chapter_03::CHAPTER, &["--seed", seed]);
        assert_eq!(done.outcome, Outcome::BadInput);
        assert!(done.err.contains("0 to 4294967295"), "{}", done.err);
    }
}

#[test]
fn a_run_refuses_by_name_what_it_does_not_take() {
    let forward = ["--run", "forward"];
    for (option, value) in [
        ("--iterations", "5"),
        ("--learning-rate", "0.1"),
        ("--every", "1"),
        ("--seed", "1"),
        ("--figure", "x.svg"),
    ] {
        let arguments = [&forward[..], &[option, value]].concat();
        let done = run_in(&chapter_03::CHAPTER, &arguments);
        assert_eq!(done.outcome, Outcome::BadInput);
        let expected = format!("run forward does not take {option}; it takes");
        assert!(done.err.contains(&expected), "{}", done.err);
    }
}

#[test]
fn a_dead_relu_is_told_at_its_iteration() {
    let done = chapter_01(&["--learning-rate", "0.1", "--iterations", "3"]);
    let lines: Vec<_> = done.out.lines().collect();
    assert_eq!(lines[1], "Iteration 2, Loss: 0.0");
    assert_eq!(
        lines[2],
        "Nothing is learned from iteration 2 on: every gradient is 0, because \
         the ReLU is dead; its loss of 0.0 is no success"
    );
    assert_eq!(done.outcome, Outcome::Success);
}

/// The line in which chapter 5's easy case says why training is over.
fn stop_of_the_easy_case(arguments: &[&str]) -> Option<String> {
    let small = "--run vertical --samples 2 --classes 2 --hidden 8 --seed 5";
    let small: Vec<_> = small.split(' ').collect();
    let done = run_in(&chapter_05::CHAPTER, &[&small, arguments].concat());
    assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
    let mut lines = done.out.lines();
    lines.find(|line| line.starts_with("Nothing")).map(str::to_owned)
}

/// Every gradient is 0, and the network is as good as it can be.
#[test]
fn perfection_is_told_from_death() {
    let arguments = ["--optimizer", "adagrad", "--learning-rate", "1000"];
    assert_eq!(
        stop_of_the_easy_case(&arguments).as_deref(),
        Some(
            "Nothing is learned from iteration 1 on: every gradient is 0, \
             because the loss is as low as it can be"
        )
    );
    // Of one sample of each class, all lie at the spiral's center.
    let done = run_in(
        &chapter_05::CHAPTER,
        &["--samples", "1", "--classes", "2", "--iterations", "1"],
    );
    assert!(
        done.out.contains(
            "Nothing is learned from iteration 0 on: every gradient is 0, \
             because every ReLU is dead\n"
        ),
        "{}",
        done.out
    );
}

/// The same gradients are 0, and Adam goes on in the direction that it had.
#[test]
fn an_optimizer_that_moves_on_is_not_said_to_have_stopped() {
    let adam = ["--optimizer", "adam", "--learning-rate", "1000"];
    let file = fresh_folder("adam_moves_on").join("net.txt");
    let path = file.to_str().expect("a path in Unicode");
    let mut networks = Vec::new();
    for iterations in ["20", "21"] {
        let few = ["--iterations", iterations, "--save", path];
        assert_eq!(stop_of_the_easy_case(&[&adam[..], &few].concat()), None);
        networks.push(fs::read_to_string(&file).expect("a network"));
    }
    assert_ne!(networks[0], networks[1]);

    let stop = stop_of_the_easy_case(&adam).expect("it comes to a stop");
    assert!(stop.ends_with("because the loss is as low as it can be"));
    let at = stop.split(' ').find_map(|word| word.parse::<usize>().ok());
    let at = at.expect("an iteration");
    networks.clear();
    for iterations in [at, at + 1, at + 100] {
        let iterations = iterations.to_string();
        let few = ["--iterations", &iterations, "--save", path];
        stop_of_the_easy_case(&[&adam[..], &few].concat());
        networks.push(fs::read_to_string(&file).expect("a network"));
    }
    assert!(networks.iter().all(|network| *network == networks[0]));
}

#[test]
fn an_overflow_and_a_nan_are_told_at_their_iteration() {
    let arguments =
        ["--learning-rate", "1.7e308", "--iterations", "2", "--format", "csv"];
    let done = chapter_01(&arguments);
    assert!(
        done.err.contains("from iteration 1 on: a value has overflowed"),
        "{}",
        done.err
    );
    assert!(done.out.contains("\nstop,1,,Overflow,\n"), "{}", done.out);

    // Here the loss is 0 times the logarithm of 0, and training goes on.
    let done = run_in(
        &chapter_03::CHAPTER,
        &["--learning-rate", "100", "--iterations", "3"],
    );
    assert!(
        done.out.contains("At iteration 1 the loss is not finite"),
        "{}",
        done.out
    );
    assert!(!done.out.contains("Nothing is learned"), "{}", done.out);
}

/// The weights come to where rounding ends the descent: that is a success.
#[test]
fn convergence_is_told_from_death() {
    let done = run_in(&chapter_02::CHAPTER, &["--iterations", "400"]);
    assert!(
        done.out.contains("after the loss had come down to what rounding"),
        "{}",
        done.out
    );
}

/// A request for help is answered, whatever else was asked for.
#[test]
fn help_is_given_to_whoever_asks() {
    for arguments in [&["--help"][..], &["-h"], &["--run", "x", "--help"]] {
        let done = chapter_01(arguments);
        assert_eq!(done.outcome, Outcome::Success);
        assert!(done.out.contains("--learning-rate X"), "{}", done.out);
    }
}

/// JSON holds every value as Python prints it, and its bits beside it; what is
/// not finite has only its bits.
#[test]
fn json_carries_the_64_bits_of_every_number() {
    let mut finite = 0;
    let mut others = 0;
    let mut look = |value: &serde_json::Value, bits: &serde_json::Value| {
        let bits = bits.as_str().expect("bits");
        if value.is_null() {
            assert!(!float(bits).is_finite());
            others += 1;
        } else {
            assert!(reads_back(&value.to_string(), bits), "{value} {bits}");
            finite += 1;
        }
    };
    let mut read = |chapter: &Chapter, arguments: &[&str]| {
        let done = run_in(chapter, arguments);
        let record: serde_json::Value =
            serde_json::from_str(&done.out).expect("JSON");
        for event in record["events"].as_array().expect("events") {
            match &event["bits"] {
                serde_json::Value::Array(bits) => {
                    let values = event["value"].as_array().expect("an array");
                    assert_eq!(values.len(), bits.len());
                    values.iter().zip(bits).for_each(|(v, b)| look(v, b));
                }
                serde_json::Value::String(_) => {
                    look(&event["value"], &event["bits"]);
                }
                _ => {}
            }
        }
    };
    for chapter in CHAPTERS {
        for run in chapter.runs {
            let arguments = ["--run", run.name, "--format", "json"];
            let arguments = [&arguments, &short_arguments(run)[..]].concat();
            read(chapter, &arguments);
        }
    }
    read(&chapter_03::CHAPTER, &["--learning-rate", "1e300", "--format=json"]);
    assert!(3000 < finite && 0 < others, "{finite} and {others}");
}

/// The float of which these are the bits, 64 or 32 of them.
fn float(bits: &str) -> f64 {
    if bits.len() == 8 {
        let bits = u32::from_str_radix(bits, 16).expect("hex digits");
        f32::from_bits(bits).into()
    } else {
        let bits = u64::from_str_radix(bits, 16).expect("hex digits");
        f64::from_bits(bits)
    }
}

/// Whether a decimal, read as a float of as many bits, is that float.
fn reads_back(decimal: &str, bits: &str) -> bool {
    let value: f64 = match bits.len() {
        8 => decimal.parse::<f32>().expect("a number").into(),
        _ => decimal.parse().expect("a number"),
    };
    value.to_bits() == float(bits).to_bits()
}

/// What a run tells in CSV is what it computed, bit for bit.
#[test]
fn csv_carries_the_64_bits_of_every_number() {
    for run in runs() {
        let table = notebook::csv(&short_record(run));
        let mut numbers = 0;
        for row in table.lines().skip(1) {
            let cells: Vec<_> = row.split(',').collect();
            let [_, _, _, value, bits] = cells[..] else {
                panic!("{row} has not five cells")
            };
            if !bits.is_empty() {
                assert!(reads_back(value, bits), "{row}");
                numbers += 1;
            }
        }
        assert!(0 < numbers);
    }
}

#[test]
fn the_figure_is_written_whole() {
    let folder = fresh_folder("the_figure_is_written_whole");
    let file = folder.join("loss.svg");
    let path = file.to_str().expect("a path in Unicode");
    fs::write(&file, "an older figure").expect("a file that can be written");
    let done = chapter_01(&["--figure", path]);
    assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
    assert_eq!(done.out, chapter_01::CHAPTER.runs[0].text());
    let svg = fs::read_to_string(&file).expect("the figure");
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("<title") && svg.contains("<polyline"));
    assert_eq!(names(&folder), ["loss.svg"], "no draft is left behind");
}

#[test]
fn a_figure_that_fails_damages_no_file() {
    let folder = fresh_folder("a_figure_that_fails_damages_no_file");
    let file = folder.join("loss.svg");
    let path = file.to_str().expect("a path in Unicode");
    fs::write(&file, "an older figure").expect("a file that can be written");

    // The first loss of this run is infinite: there is no curve.
    let arguments = ["--iterations", "1", "--learning-rate", "0"];
    let done =
        run_in(&NO_CURVE, &[&arguments[..], &["--figure", path]].concat());
    assert_eq!(done.outcome, Outcome::BadInput);
    assert!(done.err.contains("there is no curve to draw"), "{}", done.err);
    assert_eq!(fs::read_to_string(&file).expect("a file"), "an older figure");

    let folder_path = folder.to_str().expect("a path in Unicode");
    let done = chapter_01(&["--figure", folder_path]);
    assert_eq!(done.outcome, Outcome::BadInput);
    assert!(done.err.contains("cannot write"), "{}", done.err);
    assert_eq!(names(&folder), ["loss.svg"], "no draft is left behind");
}

/// A chapter whose only loss is infinite.
static NO_CURVE: Chapter = Chapter {
    name: "no_curve",
    title: "no curve",
    runs: &[notebook::Run {
        play: |_, record| record.loss(1, f64::INFINITY),
        ..chapter_01::runs::CHAIN_RULE
    }],
};

fn names(folder: &std::path::Path) -> Vec<String> {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name())
        .map(|name| name.into_string().expect("a name in Unicode"))
        .collect()
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
        let arguments = ["--run".into(), "chain-rule".into()];
        let chapter = &chapter_01::CHAPTER;
        let outcome = command(chapter, arguments, &mut Broken(kind), &mut err);
        (outcome, String::from_utf8(err).expect("text in UTF-8"))
    };
    let (outcome, err) = run(io::ErrorKind::BrokenPipe);
    assert_eq!((outcome, err.as_str()), (Outcome::Success, ""));
    let (outcome, err) = run(io::ErrorKind::StorageFull);
    assert_eq!(outcome, Outcome::BadInput);
    assert!(err.contains("cannot write the output"), "{err}");
}
