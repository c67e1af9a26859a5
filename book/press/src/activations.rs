//! The ReLU and the sigmoid, each with its slope.

use mini_numpy::{Numpy, Order};

use crate::directive::captioned;
use crate::drawing::{Drawing, Point};

type Function = Box<dyn Fn(f64) -> f64>;

/// `{{#activation relu: caption}}` or `{{#activation sigmoid: caption}}`.
pub(crate) fn activation(arguments: &str) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let np = Numpy::with_order(Order::Sequential);
    let sigmoid = move |z: f64| 1.0 / (1.0 + np.exp(-z));
    // The function, its slope, how far z goes, and how high a unit is.
    let (title, function, slope, reach, unit): (_, Function, Function, _, _) =
        match name.trim() {
            "relu" => (
                "The ReLU and its slope",
                Box::new(move |z| np.maximum(0.0, z)),
                Box::new(|z| if 0.0 < z { 1.0 } else { 0.0 }),
                2.0,
                100.0,
            ),
            "sigmoid" => (
                "The sigmoid and its slope",
                Box::new(sigmoid),
                Box::new(move |z| sigmoid(z) * (1.0 - sigmoid(z))),
                6.0,
                200.0,
            ),
            other => return Err(format!("there is no picture of '{other}'")),
        };
    let base = 240.0;
    let at = |z: f64, value: f64| -> Point {
        (240.0 + 210.0 * z / reach, base - unit * value)
    };
    let points = |f: &dyn Fn(f64) -> f64| -> Vec<Point> {
        let steps = (0..=120).map(|i| reach * (f64::from(i) - 60.0) / 60.0);
        steps.map(|z| at(z, f(z))).collect()
    };

    let mut drawing = Drawing::new(290.0);
    drawing.line((15.0, base), (465.0, base), "axis");
    drawing.line((240.0, 20.0), (240.0, base + 10.0), "axis");
    drawing.line((232.0, base - unit), (248.0, base - unit), "axis");
    drawing.text((222.0, base - unit), "1", "label");
    drawing.text((240.0, base + 26.0), "0", "label");
    let end = format!("{reach}");
    drawing.text((30.0, base + 26.0), &format!("−{end}"), "label");
    drawing.text((450.0, base + 26.0), &end, "label");
    drawing.curve(&points(&slope), "slope");
    drawing.curve(&points(&function), "function");

    let description = match name.trim() {
        "relu" => {
            "The function is 0 up to z = 0 and then rises as z does. Its slope, \
             dashed, jumps from 0 to 1 there."
        }
        _ => {
            "The function rises from 0 to 1 and passes one half at z = 0. Its \
             slope, dashed, is a hill of height one quarter at z = 0, and all \
             but 0 at either end."
        }
    };
    let id = format!("activation-{}", name.trim());
    Ok(drawing.figure(&id, title, description, caption))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_drawn_with_its_slope() {
        for name in ["relu", "sigmoid"] {
            let svg = activation(&format!("{name}: a caption")).unwrap();
            assert_eq!(svg.matches("<polyline").count(), 2, "{name}");
            assert!(svg.contains("<desc"), "{name}");
        }
        assert!(activation("tanh: x").is_err());
    }
}
