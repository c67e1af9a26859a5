//! A chapter that takes every kind of option, and learns in no time.

use std::fs;
use std::path::Path;

use harness::{
    Chapter, CommandOption, Drawing, Expected, Experiment, Kind, Line, Record,
    Source, Watch, dot, every, iterations, learning_rate, seed,
};
use mini_numpy::{Numpy, RandomState};
use ndarray::{Array1, Ix1};

/// The chapter and its runs.
pub(crate) static LEARNER: Chapter = Chapter {
    name: "learner",
    title: "a chapter of the tests",
    runs: &[&LEARN, &FIXED, &NOTHING_TO_DRAW],
};

#[derive(Clone, Debug)]
pub(crate) struct Settings {
    np: Numpy,
    iterations: usize,
    learning_rate: f64,
    every: usize,
    seed: u32,
    size: usize,
    method: &'static Method,
    start: Option<Array1<f64>>, // (size,)
}

/// A method, with the learning rate that suits it.
#[derive(Debug)]
struct Method {
    name: &'static str,
    learning_rate: f64,
}

const METHODS: [Method; 2] = [
    Method { name: "plain", learning_rate: 0.75 },
    Method { name: "quick", learning_rate: 0.125 },
];

const OPTIONS: &[CommandOption<Settings>] = &[
    // Before the learning rate, which it brings.
    CommandOption {
        name: "method",
        help: "how to learn; it brings its learning rate",
        kind: Kind::Choice {
            choices: || METHODS.iter().map(|m| m.name).collect(),
            get: |settings| settings.method.name,
            set: |settings, name| {
                let method = METHODS.iter().find(|m| m.name == name);
                settings.method = method.expect("one of the choices");
                settings.learning_rate = settings.method.learning_rate;
            },
        },
    },
    // Before the size, which is that of the file unless it is given.
    CommandOption {
        name: "load",
        help: "start from the parameters in a file",
        kind: Kind::Load(load),
    },
    CommandOption {
        name: "size",
        help: "the number of parameters",
        kind: Kind::Whole(2..=1000, |settings| &mut settings.size),
    },
    iterations(|settings| &mut settings.iterations),
    learning_rate(|settings| &mut settings.learning_rate),
    every(|settings| &mut settings.every),
    seed(|settings| &mut settings.seed),
    dot(|settings| &mut settings.np),
    CommandOption {
        name: "save",
        help: "write the parameters to a file",
        kind: Kind::Save("parameters", save, |path, x| fs::write(path, x)),
    },
];

/// It takes everything.
static LEARN: Experiment<Settings> = Experiment {
    options: OPTIONS,
    expected: Expected::Reference("rate: 0.75\nloss @ 1: 1.0\n"),
    ..experiment("learn")
};

/// It takes two options.
static FIXED: Experiment<Settings> = Experiment {
    options: &[
        iterations(|settings| &mut settings.iterations),
        learning_rate(|settings| &mut settings.learning_rate),
    ],
    expected: Expected::Documented("loss @ 1: 1.0\nloss @ 2: 33.8724\n"),
    ..experiment("fixed")
};

/// It has a picture that cannot be drawn.
static NOTHING_TO_DRAW: Experiment<Settings> = Experiment {
    options: OPTIONS,
    pictures: &[Drawing {
        name: "nothing",
        draw: |_| Err("there is nothing to draw".to_owned()),
    }],
    ..experiment("nothing-to-draw")
};

const fn experiment(name: &'static str) -> Experiment<Settings> {
    Experiment {
        source: Source { document: "000", place: "these tests" },
        check: |settings| match &settings.start {
            Some(start) if start.len() != settings.size => Err(format!(
                "the file has {} parameters, and this run {}",
                start.len(),
                settings.size
            )),
            _ => Ok(()),
        },
        lines: LINES,
        pictures: PICTURES,
        ..Experiment::new(name, settings, |settings| settings.np, run)
    }
}

const LINES: &[Line] = &[
    Line::each("rate", "learning rate: {value}"),
    Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    Line::each("parameters", "Parameters: {value}"),
];

const PICTURES: &[Drawing<Settings>] = &[
    Drawing::LOSS,
    Drawing {
        name: "rates",
        draw: |run| {
            let mut picture = (Drawing::LOSS.draw)(run)?;
            picture.description += " Another picture.";
            Ok(picture)
        },
    },
];

fn settings() -> Settings {
    Settings {
        np: Numpy::DOCUMENT_002,
        iterations: 4,
        learning_rate: METHODS[0].learning_rate,
        every: 1,
        seed: 0,
        size: 3,
        method: &METHODS[0],
        start: None,
    }
}

/// Takes a part of itself from every parameter, which rounds its last bits.
fn run(settings: &Settings, record: &mut Record, watch: &mut Watch) {
    record.add("rate", settings.learning_rate);
    let mut random = RandomState::seed(settings.seed);
    let drawn = || random.randn(settings.size);
    let mut parameters = settings.start.clone().unwrap_or_else(drawn);
    for iteration in 1..=settings.iterations {
        parameters.mapv_inplace(|x| x - settings.learning_rate * x / 3.0);
        let gradients = parameters.iter().copied();
        watch.iteration(record, iteration, 1.0, gradients, [].into_iter());
    }
    record.add("parameters", &parameters);
}

fn load(settings: &mut Settings, path: &Path) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    let chunks = bytes.as_chunks().0.iter();
    let start: Array1<_> = chunks.map(|x| f64::from_le_bytes(*x)).collect();
    settings.size = start.len();
    settings.start = Some(start);
    Ok(())
}

fn save(_: &Settings, record: &Record) -> Result<Vec<u8>, String> {
    let parameters = record.array::<Ix1>("parameters", None)?;
    if parameters.iter().any(|x| !x.is_finite()) {
        return Err("the parameters are not finite".to_owned());
    }
    Ok(parameters.iter().flat_map(|x| x.to_le_bytes()).collect())
}
