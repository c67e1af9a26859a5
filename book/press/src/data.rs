//! The points that a network is trained on.

use chapter_05::pictures::marks::marks;
use chapter_05::pictures::palette::{shape, shape_name};
use chapter_05::pictures::reported::points;
use chapter_05::pictures::square::Square;
use chapter_05::pictures::{SIDE, palette};
use notebook::{Ink, Record, Run};

use crate::directive::captioned;
use crate::drawing::{Drawing, WIDTH, length};
use crate::runs::Runs;

/// The drawing of the square, without its margins.
const LEFT: f64 = 20.0;
const TOP: f64 = 4.0;
const FRAME: f64 = 440.0;

/// `{{#data RUN: caption}}`: the points of a run of chapter 0 or 5, each in the
/// shape and colour of its class.
pub(crate) fn data(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let played = runs.get(name)?;
    draw(played.run, &played.record, caption)
}

fn draw(run: &Run, record: &Record, caption: &str) -> Result<String, String> {
    let samples = points(record)?;
    let square = Square::around(&samples.x);
    let id = format!("data-{}", run.name);
    let drawn = marks(&samples, &square, 1.0, Ink::Theme, &id);

    let mut drawing = Drawing::new(TOP + FRAME + 36.0);
    drawing.frame((LEFT, TOP), FRAME);
    drawing.place((LEFT, TOP), FRAME / SIDE, &drawn);
    let classes = samples.labels.shape().1;
    legend(&mut drawing, classes);

    let mut kinds: Vec<_> = (0..classes)
        .map(|class| format!("class {class} as {}", shape_name(class)))
        .collect();
    let last = kinds.pop().unwrap_or_default();
    let kinds = match kinds.len() {
        0 => last,
        _ => format!("{} and {last}", kinds.join(", ")),
    };
    let description = format!(
        "{} points in a square whose sides are {:.2} long: {kinds}.",
        samples.x.nrows(),
        square.side
    );
    let title = format!("The points of run {}", run.name);
    Ok(drawing.figure(&id, &title, &description, caption))
}

/// The mark of each class with its number, below the square.
fn legend(drawing: &mut Drawing, classes: usize) {
    let down = TOP + FRAME + 22.0;
    let room = WIDTH / length(classes);
    for class in 0..classes {
        let middle = room * (length(class) + 0.5);
        let mark = format!(
            r#"<path d="{}" fill="{}" stroke="var(--mark)" stroke-width=".7"/>"#,
            shape(class),
            palette::colour(class, Ink::Theme)
        );
        drawing.place((middle - 42.0, down), 1.6, &mark);
        drawing.text((middle, down), &format!("class {class}"), "label");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions::tests::{record, run};

    #[test]
    fn every_point_is_drawn() {
        let html = draw(&run(), &record(), "a caption").unwrap();
        // One class has two points, the other one.
        let paths: Vec<_> = html
            .split("<path d=\"m")
            .skip(1)
            .map(|path| path.split('"').next().unwrap())
            .collect();
        assert_eq!(paths, ["18 382 182-364", "382 200h0"]);
        assert!(html.contains("class 0 as circles and class 1 as squares"));
        assert!(html.contains("<figcaption>a caption</figcaption>"));
    }

    #[test]
    fn a_run_without_points_is_a_fault() {
        let fault = draw(&run(), &Record::new(), "").unwrap_err();
        assert_eq!(fault, "the run reports no array x");
    }
}
