//! The loss over the iterations, as SVG.

use std::fmt;

use mini_numpy::{Numpy, Order};
use plotters::coord::ranged1d::{AsRangedCoord, Ranged, ValueFormatter};
use plotters::prelude::*;

use crate::{Record, Run};

/// The size of the drawing in its own units, which a page scales. It is large
/// because plotters places everything on whole units.
const SIZE: (u32, u32) = (1920, 1240);
const FONT: &str = "sans-serif";

// Plotters knows colours only by their numbers. These stand for the roles of
// the lines and are replaced by the ink's own colours.
const TEXT: RGBColor = RGBColor(1, 2, 3);
const GRID: RGBColor = RGBColor(4, 5, 6);
const CURVE: RGBColor = RGBColor(7, 8, 9);

/// The axis of the loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// From 0 up.
    Linear,
    /// By powers of ten, on which a loss that shrinks by a constant factor is
    /// a straight line.
    Logarithmic,
}

/// The colours of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Dark on white, for a file of its own.
    Paper,
    /// CSS variables, for a page with themes.
    Theme,
}

/// A record has no loss that could be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoLosses;

impl fmt::Display for NoLosses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "there is no curve to draw: the run reports no finite loss above \
             0; try a smaller learning rate",
        )
    }
}

impl std::error::Error for NoLosses {}

/// The loss of every iteration, as an SVG element with a title and a
/// description. Losses that are not finite are left out, and so are those of 0
/// from a logarithmic axis.
///
/// # Errors
///
/// When no loss is left to draw.
#[expect(
    clippy::missing_panics_doc,
    reason = "nothing is written but a string in memory"
)]
pub fn curve(
    run: &Run,
    record: &Record,
    scale: Scale,
    ink: Ink,
) -> Result<String, NoLosses> {
    let points: Vec<_> = record
        .losses()
        .filter(|(_, loss)| loss.is_finite())
        .filter(|(_, loss)| scale == Scale::Linear || 0.0 < *loss)
        .collect();
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return Err(NoLosses);
    };
    let losses = || points.iter().map(|&(_, loss)| loss);
    let most = losses().reduce(|a, b| if a < b { b } else { a });
    let least = losses().reduce(|a, b| if b < a { b } else { a });
    let (Some(most), Some(least)) = (most, least) else {
        return Err(NoLosses);
    };
    if most <= 0.0 {
        return Err(NoLosses);
    }
    let iterations = first.0..last.0.max(first.0 + 1);
    let thinned = thin(&points);
    let svg = match scale {
        Scale::Linear => {
            let label = |loss: &f64| linear_label(*loss, most);
            draw(&thinned, iterations, 0.0..most * 1.05, &label)
        }
        Scale::Logarithmic => {
            // The axis is linear in the exponent, which is computed here: the
            // plotting library would ask the platform for its logarithm.
            let points: Vec<_> =
                thinned.iter().map(|&(i, loss)| (i, log10(loss))).collect();
            let powers = log10(least * 0.8)..log10(most * 1.25);
            draw(&points, iterations, powers, &|&power| power_label(power))
        }
    };
    let svg = svg.expect("a drawing in memory does not fail");
    Ok(finish(&svg, &Words::of(run, scale, first, last), ink))
}

/// For each column of the drawing the points that show its extent, so that a
/// million losses make no larger a file than a thousand.
fn thin(points: &[(usize, f64)]) -> Vec<(usize, f64)> {
    let per_column = points.len().div_ceil(SIZE.0 as usize);
    if per_column < 4 {
        return points.to_vec();
    }
    let mut thinned = Vec::new();
    for column in points.chunks(per_column) {
        let by_loss =
            |a: &&(usize, f64), b: &&(usize, f64)| a.1.total_cmp(&b.1);
        thinned.extend(column.first());
        thinned.extend(column.iter().min_by(by_loss));
        thinned.extend(column.iter().max_by(by_loss));
        thinned.extend(column.last());
    }
    thinned.sort_by_key(|&(iteration, _)| iteration);
    thinned.dedup();
    thinned
}

type DrawingError = DrawingAreaErrorKind<std::io::Error>;

fn draw<Y>(
    points: &[(usize, f64)],
    iterations: std::ops::Range<usize>,
    losses: Y,
    label: &dyn Fn(&f64) -> String,
) -> Result<String, DrawingError>
where
    Y: AsRangedCoord<Value = f64>,
    Y::CoordDescType: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
    let mut chart = ChartBuilder::on(&area)
        .margin(24)
        // The last tick's label would be cut off without it.
        .margin_right(80)
        .x_label_area_size(180)
        .y_label_area_size(270)
        .build_cartesian_2d(iterations, losses)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID.stroke_width(2))
        .axis_style(GRID.stroke_width(2))
        .label_style((FONT, 62).into_font().color(&TEXT))
        .axis_desc_style((FONT, 66).into_font().color(&TEXT))
        .x_labels(6)
        .y_labels(6)
        .x_desc("iteration")
        .y_desc("loss")
        .y_label_formatter(label)
        .draw()?;
    chart.draw_series(LineSeries::new(
        points.iter().copied(),
        CURVE.stroke_width(8),
    ))?;
    // A line of one point could not be seen.
    if let [only] = points {
        chart.draw_series([Circle::new(*only, 12, CURVE.filled())])?;
    }
    area.present()?;
    drop(chart);
    drop(area);
    Ok(svg)
}

/// A tick of the linear axis, to a thousandth of the axis: what comes after
/// that, the steps of the axis gathered in rounding.
fn linear_label(loss: f64, most: f64) -> String {
    if !(1e-3..1e6).contains(&most) {
        let rounded = format!("{loss:.1e}");
        return if loss == 0.0 { "0".to_owned() } else { scientific(&rounded) };
    }
    let mut digits = 3;
    let mut unit = 1.0;
    while most < unit {
        unit /= 10.0;
        digits += 1;
    }
    let rounded = format!("{loss:.digits$}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The logarithm to the base 10.
fn log10(x: f64) -> f64 {
    let np = Numpy::with_order(Order::Sequential);
    np.log(x) / np.log(10.0)
}

/// A tick of the logarithmic axis: `10⁻³`, and nothing between the powers.
fn power_label(power: f64) -> String {
    let whole = format!("{power:.0}");
    match format!("{power:.3}").strip_suffix(".000") {
        Some("0" | "-0") => "1".to_owned(),
        Some(_) => format!("10{}", superscripts(&whole)),
        None => String::new(),
    }
}

/// Rust's `5.0e-3` as `5·10⁻³`.
fn scientific(text: &str) -> String {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent = superscripts(exponent);
    match mantissa.trim_end_matches(".0") {
        "1" => format!("10{exponent}"),
        mantissa => format!("{mantissa}·10{exponent}"),
    }
}

fn superscripts(exponent: &str) -> String {
    exponent.chars().map(superscript).collect()
}

fn superscript(c: char) -> char {
    const DIGITS: [char; 10] =
        ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c.to_digit(10) {
        Some(digit) => DIGITS[digit as usize],
        None => '⁻',
    }
}

/// What the drawing says to those who do not see it.
struct Words {
    id: String,
    title: String,
    description: String,
}

impl Words {
    fn of(
        run: &Run,
        scale: Scale,
        first: (usize, f64),
        last: (usize, f64),
    ) -> Self {
        let (suffix, axis) = match scale {
            Scale::Linear => ("linear", "a linear axis"),
            Scale::Logarithmic => ("logarithmic", "a logarithmic axis"),
        };
        let change = if last.1 < first.1 { "falls" } else { "goes" };
        Self {
            id: format!("curve-{}-{suffix}", run.name),
            title: format!("The loss of run {}", run.name),
            description: format!(
                "On {axis}, the loss {change} from {:.3e} at iteration {} to \
                 {:.3e} at iteration {}.",
                first.1, first.0, last.1, last.0
            ),
        }
    }
}

/// Puts the ink's colours in their places, and the words before the lines.
fn finish(svg: &str, words: &Words, ink: Ink) -> String {
    // What stands after the opening tag, which is written anew.
    let body = svg.split_once('>').map_or("", |(_, body)| body);
    let Words { id, title, description } = words;
    let (width, height) = SIZE;
    let paper = match ink {
        Ink::Paper => r##"<rect width="100%" height="100%" fill="#FFFFFF"/>"##,
        Ink::Theme => "",
    };
    let mut text = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-description">
<title id="{id}-title">{title}</title>
<desc id="{id}-description">{description}</desc>
{paper}{}"#,
        body.trim_start()
    );
    let [ink_text, ink_grid, ink_curve] = match ink {
        Ink::Paper => ["#222222", "#BBBBBB", "#1F5FA8"],
        Ink::Theme => ["currentColor", "var(--grid)", "var(--curve)"],
    };
    for (role, colour) in
        [(TEXT, ink_text), (GRID, ink_grid), (CURVE, ink_curve)]
    {
        let RGBColor(r, g, b) = role;
        text = text.replace(&format!("#{r:02X}{g:02X}{b:02X}"), colour);
    }
    text.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_labelled_without_what_rounding_left() {
        assert_eq!(linear_label(0.1 + 0.2, 0.9), "0.3");
        assert_eq!(linear_label(30.0, 36.0), "30");
        assert_eq!(linear_label(0.004, 0.009), "0.004");
        assert_eq!(linear_label(1.5e-10, 5e-10), "1.5·10⁻¹⁰");
        assert_eq!(linear_label(0.0, 5e-10), "0");
        assert_eq!(power_label(-7.000_000_000_1), "10⁻⁷");
        assert_eq!(power_label(-1e-17), "1");
        assert_eq!(power_label(0.5), "");
    }

    #[test]
    fn a_single_loss_is_drawn_as_a_point() {
        let mut record = Record::new();
        record.loss(1, 36.0);
        let run = Run { name: "one", ..Run::DEFAULT };
        let svg = curve(&run, &record, Scale::Linear, Ink::Paper).unwrap();
        assert!(svg.contains("<circle"), "{svg}");
    }

    #[test]
    fn a_long_run_is_thinned_to_what_can_be_seen() {
        let points: Vec<_> = (0..1_000_000_u32)
            .map(|i| (i as usize, f64::from(i % 977)))
            .collect();
        let thinned = thin(&points);
        assert!(thinned.len() <= 4 * SIZE.0 as usize);
        assert_eq!(thinned.first(), points.first());
        assert_eq!(thinned.last(), points.last());
        assert!(thinned.iter().any(|&(_, loss)| loss == 976.0));
    }
}
