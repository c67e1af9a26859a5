//! Checks `gradient_signs` against the neuron of the run `chain-rule`.

use chapter_01::neuron::Neuron;
use ndarray::Array1;

use crate::reference::reported;
use crate::{Answers, Mistake, Numbers, Question};

/// The sign of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Below 0.
    Negative,
    /// 0 itself.
    Zero,
    /// Above 0.
    Positive,
}

/// The signs of ∂loss/∂w₁, ∂loss/∂w₂ and ∂loss/∂w₃.
pub type Answer = fn() -> [Sign; 3];

/// Whether the signs of a gradient are predicted.
#[derive(Debug)]
pub struct GradientSigns;

impl Question for GradientSigns {
    type Answer = Answer;
    type Given = ();

    const NAME: &'static str = "gradient_signs";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: || [Sign::Positive, Sign::Negative, Sign::Positive],
            hint: "These are the signs of the step that descent takes. The \
                   gradient points where the loss grows, and the step goes \
                   the other way.",
        },
        Mistake {
            answer: || [Sign::Positive; 3],
            hint: "All three derivatives have the factor ∂loss/∂z in common. \
                   The last link is another for each weight; what is its \
                   sign?",
        },
        Mistake {
            answer: || [Sign::Negative, Sign::Negative, Sign::Positive],
            hint: "These are the signs of the weights. The derivative of w·x \
                   by w is x.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.gradient_signs
    }

    fn cases() -> Vec<()> {
        vec![()]
    }

    fn show((): &()) -> Numbers {
        Numbers::new()
    }

    fn ask(answer: Answer, (): &()) -> Numbers {
        let number = |sign: &Sign| match sign {
            Sign::Negative => -1.0,
            Sign::Zero => 0.0,
            Sign::Positive => 1.0,
        };
        let signs: Array1<f64> = answer().iter().map(number).collect();
        Numbers::new().array("signs", &signs)
    }

    fn expected((): &()) -> Numbers {
        let run = chapter_01::runs::CHAIN_RULE;
        let record = run.record();
        let vector =
            |name| reported(&record, name, Some(1)).iter().copied().collect();
        let (x, w): (Array1<f64>, _) = (vector("x"), vector("w"));
        let neuron = Neuron { w, b: 1.0 };
        let target = 10.0;
        let forward = neuron.forward(run.settings.np, &x, target);
        let dloss_dw = neuron.backward(&x, target, &forward).dloss_dw;
        let signs = dloss_dw.mapv(|d| if d == 0.0 { 0.0 } else { d.signum() });
        Numbers::new().array("signs", &signs)
    }
}
