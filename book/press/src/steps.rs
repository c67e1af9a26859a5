//! The error of the difference quotient against its step: the V that
//! truncation and rounding draw, both axes logarithmic.

use mini_numpy::{Numpy, Order};
use notebook::{Record, Value};

use crate::directive::captioned;
use crate::drawing::{Drawing, Point, length};
use crate::runs::Runs;

/// The drawing, without its margins.
const LEFT: f64 = 70.0;
const RIGHT: f64 = 460.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 300.0;

/// `{{#steps RUN: caption}}`: the worst entry of the gradient of a run, as its
/// difference quotients see it, for every step that the run tries.
pub(crate) fn steps(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let record = &runs.get(name)?.record;
    let h = array(record, "step")?;
    let errors = array(record, "worst_difference")?;

    let np = Numpy::with_order(Order::Sequential);
    let log10 = |x: f64| np.log(x) / np.log(10.0);
    let (longest, shortest) = (h_first(&h), h_last(&h));
    let x = |h: f64| {
        let share = log10(longest / h) / log10(longest / shortest);
        LEFT + (RIGHT - LEFT) * share
    };
    let (most, least) = (0.0, -12.0);
    let y = |error: f64| {
        TOP + (BOTTOM - TOP) * (most - log10(error)) / (most - least)
    };

    let mut drawing = Drawing::new(370.0);
    drawing.line((LEFT, TOP), (LEFT, BOTTOM), "axis");
    drawing.line((LEFT, BOTTOM), (RIGHT, BOTTOM), "axis");
    for (digits, power) in
        [(0, "1"), (3, "10⁻³"), (6, "10⁻⁶"), (9, "10⁻⁹"), (12, "10⁻¹²")]
    {
        let at = TOP + (BOTTOM - TOP) * length(digits) / -least;
        drawing.line((LEFT - 5.0, at), (LEFT, at), "axis");
        drawing.text((LEFT - 34.0, at), power, "label");
        // The same powers below, as far as the steps go.
        let step = np.exp(-length(digits) * np.log(10.0));
        if (shortest..=longest).contains(&step) {
            drawing.line((x(step), BOTTOM), (x(step), BOTTOM + 5.0), "axis");
            drawing.text((x(step), BOTTOM + 22.0), power, "label");
        }
    }
    drawing.text((0.5 * (LEFT + RIGHT), BOTTOM + 52.0), "step h", "label");
    drawing.text((LEFT + 30.0, TOP - 4.0), "error", "label");
    let points: Vec<Point> =
        h.iter().zip(&errors).map(|(&h, &e)| (x(h), y(e))).collect();
    drawing.curve(&points, "function");

    let best =
        h.iter().zip(&errors).reduce(|a, b| if b.1 < a.1 { b } else { a });
    let (best_h, best_error) = best.ok_or("the run tries no step")?;
    let description = format!(
        "From left to right the step shrinks from {longest:.0e} to {shortest:.0e}. The error \
         first falls, with the square of the step, to {best_error:.0e} at a step \
         of {best_h:.0e}, and then rises again, as the step shrinks, by rounding."
    );
    let id = format!("steps-{name}");
    let title = "The error of the difference quotient against its step";
    Ok(drawing.figure(&id, title, &description, caption))
}

fn h_first(h: &[f64]) -> f64 {
    h.first().copied().unwrap_or(1.0)
}

fn h_last(h: &[f64]) -> f64 {
    h.last().copied().unwrap_or(1.0)
}

fn array(record: &Record, name: &str) -> Result<Vec<f64>, String> {
    match record.find(name, None).map(|event| &event.value) {
        Some(Value::Array(array)) => Ok(array.iter().copied().collect()),
        _ => Err(format!("the run reports no array {name}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Truncation halves the error of every halved step by four; rounding then
    /// makes it grow. So the least error lies between the ends.
    #[test]
    fn the_errors_draw_a_v() {
        let runs = Runs::of_book();
        let record = &runs.get("two-layer").unwrap().record;
        let errors = array(record, "worst_difference").unwrap();
        let least =
            errors.iter().copied().reduce(|a, b| if b < a { b } else { a });
        let at = errors.iter().position(|&e| Some(e) == least).unwrap();
        assert!((10..30).contains(&at), "{at}");
        let ratio = errors[4] / errors[5];
        assert!((3.9..4.1).contains(&ratio), "{ratio}");
        assert!(errors[39] > 1000.0 * errors[at]);
    }

    #[test]
    fn every_step_is_a_point_of_the_curve() {
        let svg = steps(Runs::of_book(), "two-layer: a caption").unwrap();
        let points = svg.split("points=\"").nth(1).unwrap();
        let points = points.split('"').next().unwrap();
        assert_eq!(points.split(' ').count(), 40);
        assert!(steps(Runs::of_book(), "forward: x").is_err());
    }
}
