//! The computation graph of the neuron, with the numbers of its first
//! iteration: forward beside each line on the left, backward on the right.

use notebook::{Record, Value};

use crate::directive::captioned;
use crate::drawing::{Drawing, Point, between, length};
use crate::runs::{Played, Runs};

/// `{{#graph RUN: caption}}`: the computation graph of a run of chapter 1.
pub(crate) fn graph(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let Played { record, .. } = runs.get(name)?;
    let (x, w) = (entries(record, "x")?, entries(record, "w")?);
    let dw = entries(record, "dloss_dw")?;
    let one = |name: &str| Ok::<_, String>(entries(record, name)?[0]);

    let mut drawing = Drawing::new(640.0);
    let sum: Point = (240.0, 250.0);
    let relu: Point = (240.0, 390.0);
    let square: Point = (240.0, 530.0);
    let db = one("dloss_db")?;
    let dloss_dz = one("dloss_dz")?;
    for n in 0..3 {
        let column = 60.0 + 120.0 * length(n);
        let product: Point = (column, 120.0);
        let weight: Point = (column, 20.0);
        drawing.line(weight, product, "edge");
        drawing.line(product, sum, "edge");
        let index = ["₁", "₂", "₃"][n];
        let value = format!("w{index} = {}", short(w[n]));
        drawing.text(weight, &value, "label");
        drawing.text((column, 58.0), &short(dw[n]), "gradient");
        drawing.circle(product, 24.0, &format!("· {}", short(x[n])));
        let at = between(product, sum, 0.42);
        drawing.text((at.0, at.1 - 9.0), &short(w[n] * x[n]), "weight");
        drawing.text((at.0, at.1 + 11.0), &short(dloss_dz), "gradient");
    }
    let bias: Point = (420.0, 120.0);
    drawing.line(bias, sum, "edge");
    drawing.text(bias, &format!("b = {}", short(one("b")?)), "label");
    let at = between(bias, sum, 0.45);
    drawing.text((at.0, at.1 + 4.0), &short(db), "gradient");

    for (from, to, value, gradient) in [
        (sum, relu, one("z")?, dloss_dz),
        (relu, square, one("a")?, one("dloss_da")?),
        (square, (240.0, 620.0), one("loss")?, 1.0),
    ] {
        drawing.line(from, to, "edge");
        let at = between(from, to, 0.55);
        drawing.text((at.0 - 34.0, at.1), &short(value), "weight");
        drawing.text((at.0 + 34.0, at.1), &short(gradient), "gradient");
    }
    drawing.circle(sum, 26.0, "+");
    drawing.circle(relu, 32.0, "ReLU");
    drawing.circle(square, 32.0, "( )²");
    drawing.text((240.0, 630.0), "loss", "label");

    let description = format!(
        "From above, three weights are multiplied by their inputs; the products \
         and the bias are added up to z = {}, the ReLU makes a = {} of it, and \
         the square the loss {}. Beside each line, in italics, stands the \
         derivative of the loss by what the line carries: {} at z, and {}, {} \
         and {} at the weights.",
        short(one("z")?),
        short(one("a")?),
        short(one("loss")?),
        short(dloss_dz),
        short(dw[0]),
        short(dw[1]),
        short(dw[2])
    );
    let title = format!("The computation graph of run {name}");
    let id = format!("graph-{name}");
    Ok(drawing.figure(&id, &title, &description, caption))
}

/// What the run reports at iteration 1.
fn entries(record: &Record, name: &str) -> Result<Vec<f64>, String> {
    match record.find(name, Some(1)).map(|event| &event.value) {
        Some(Value::Scalar(x)) => Ok(vec![*x]),
        Some(Value::Array(array)) => Ok(array.iter().copied().collect()),
        _ => Err(format!("the run reports no {name} at iteration 1")),
    }
}

fn short(x: f64) -> String {
    format!("{x}").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_carries_its_value_and_its_gradient() {
        let svg = graph(Runs::of_book(), "chain-rule: a caption").unwrap();
        let count =
            |class: &str| svg.matches(&format!("class=\"{class}\">")).count();
        // Three weights, three products, the bias, z, a and the loss.
        assert_eq!(count("gradient"), 10);
        assert!(svg.contains(">36</text>") && svg.contains(">−24</text>"));
        assert!(graph(Runs::of_book(), "layer: x").is_err());
    }
}
