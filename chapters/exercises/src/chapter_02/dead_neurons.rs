//! Checks `dead_neurons` against the run `layer`, with longer steps.

use ndarray::{Array1, Ix1, Ix2};
use notebook::{Record, Settings};

use crate::reference::{NP, reported};
use crate::{Answers, Mistake, Numbers, Question};

/// For each neuron, whether it is dead.
pub type Answer = fn() -> [bool; 3];

/// Whether the neurons are predicted that die.
#[derive(Debug)]
pub struct DeadNeurons;

impl Question for DeadNeurons {
    type Answer = Answer;
    type Given = ();

    const NAME: &'static str = "dead_neurons";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: || [true, true, false],
            hint: "That is how the run of the chapter ends. Here a step is \
                   ten times as long: how far does each z fall at the first?",
        },
        Mistake {
            answer: || [true, false, false],
            hint: "The first dies, but is it alone? Every z falls by \
                   lr·2y·(x·x + 1) at the first step; compare that with each \
                   z.",
        },
        Mistake {
            answer: || [false, false, true],
            hint: "While all three live, they take the same step: the \
                   gradient by a weight is 2y·x for each. Whose z reaches 0 \
                   first, the largest or the smallest?",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.dead_neurons
    }

    fn cases() -> Vec<()> {
        vec![()]
    }

    fn show((): &()) -> Numbers {
        Numbers::new()
    }

    fn ask(answer: Answer, (): &()) -> Numbers {
        numbers(&answer().into_iter().collect())
    }

    fn expected((): &()) -> Numbers {
        let run = &chapter_02::CHAPTER.runs[0];
        let settings = Settings { learning_rate: 0.01, ..run.settings };
        let mut record = Record::new();
        (run.play)(&settings, &mut record);
        let vector = |name, iteration| {
            let array = reported(&record, name, iteration);
            array.into_dimensionality::<Ix1>().expect("a vector")
        };
        let x = vector("x", Some(0)); // (4,)
        let b = vector("final_b", None); // (3,)
        let w = reported(&record, "final_w", None)
            .into_dimensionality::<Ix2>()
            .expect("a matrix"); // (3, 4)
        let z = NP.dot(&w, &x) + &b; // (3,)
        numbers(&z.mapv(|z| z <= 0.0))
    }
}

/// 1 for a dead neuron, 0 for a living one.
fn numbers(dead: &Array1<bool>) -> Numbers {
    Numbers::new().array("dead", &dead.mapv(f64::from))
}
