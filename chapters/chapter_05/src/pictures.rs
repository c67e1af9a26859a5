//! What is seen of a training: where each class is the most probable, drawn
//! from nothing but what the run reports.
//!
//! [`decision_regions`] is the picture that `--figure` writes; the book draws
//! others of the same parts.

pub mod marks;
pub mod outline;
pub mod palette;
pub mod regions;
pub mod reported;
pub mod square;

use mini_numpy::Numpy;
use notebook::{Ink, Record, Run, Settings};

use crate::network::Network;
use crate::pictures::marks::marks;
use crate::pictures::regions::Regions;
use crate::pictures::reported::{accuracy, final_network, samples};
use crate::pictures::square::Square;
use crate::training::Samples;

/// How many cells the square is wide and high.
pub const CELLS: usize = 100;

/// The side of the square in the picture's own units.
pub const SIDE: f64 = 400.0;

/// The regions that the trained network divides the plane into, and the points
/// that it was trained on, as an SVG element with a title and a description.
///
/// # Errors
///
/// When the record has no points or no trained network.
pub fn decision_regions(
    run: &Run,
    settings: &Settings,
    record: &Record,
    ink: Ink,
) -> Result<String, String> {
    let network = final_network(record)?;
    let samples = samples(record, &network)?;
    let square = Square::around(&samples.x);
    let regions = Regions::of(settings.np, &network, &square, CELLS);
    let id = format!("decisions-{}", run.name);
    let description = format!(
        "The square around the points is divided into the regions where each \
         class is the most probable: {}. {}",
        shares(&regions),
        right(settings.np, &network, &samples)
    );
    let (paper, line) = match ink {
        Ink::Paper => (
            r##"<rect width="100%" height="100%" fill="#FFFFFF"/>"##,
            "#222222",
        ),
        Ink::Theme => ("", "currentColor"),
    };
    let scale = SIDE / length(CELLS);
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 408 408"
 role="img" aria-labelledby="{id}-title {id}-description">
<title id="{id}-title">The decision regions of run {}</title>
<desc id="{id}-description">{description}</desc>
{paper}<g transform="scale({scale})">
{}</g>
{}<path d="M0 0h400v400h-400z" fill="none" stroke="{line}"/>
</svg>
"#,
        run.name,
        regions.paths(ink),
        marks(&samples, &square, 1.0, ink, &id),
    ))
}

/// How much of the square each class has, in words.
#[must_use]
pub fn shares(regions: &Regions) -> String {
    let shares = regions.shares();
    // Beyond a handful, nobody could keep them apart by hearing.
    if 6 < shares.len() {
        return format!("{} classes share the square", shares.len());
    }
    let each = shares.iter().enumerate().map(|(class, share)| {
        let share = 100.0 * share;
        match class {
            0 => format!("class 0 has {share:.0} % of the square"),
            _ => format!("class {class} has {share:.0} %"),
        }
    });
    each.collect::<Vec<_>>().join(", ")
}

/// How many of the points lie in their own class' region, in words.
fn right(np: Numpy, network: &Network, samples: &Samples) -> String {
    let accuracy = accuracy(np, network, samples);
    let number = samples.x.nrows();
    format!(
        "Of the {number} points, {:.1} % lie where their own class is: the \
         accuracy is {accuracy:.3}.",
        100.0 * accuracy
    )
}

/// A small count as a length.
#[expect(
    clippy::cast_precision_loss,
    reason = "no picture has 2⁵³ of anything"
)]
pub(crate) fn length(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::reported::tests::{record, run};

    fn draw(classes: usize, ink: Ink) -> Result<String, String> {
        let run = run();
        decision_regions(&run, &run.settings, &record(classes), ink)
    }

    #[test]
    fn a_picture_says_in_words_what_is_seen() {
        let svg = draw(3, Ink::Paper).unwrap();
        assert!(svg.contains("role=\"img\""), "{svg}");
        assert!(svg.contains(", class 2 has "), "{svg}");
        assert!(svg.contains("Of the 6 points, "), "{svg}");
        assert!(svg.contains(" the accuracy is "), "{svg}");
        assert!(svg.ends_with("</svg>\n"), "{svg}");
    }

    #[test]
    fn a_page_gets_the_colours_of_its_theme() {
        let svg = draw(3, Ink::Theme).unwrap();
        assert!(svg.contains("var(--class-2)"), "{svg}");
        let colours = svg.matches("=\"#").count();
        assert_eq!(colours, 0, "a colour of its own");
        assert!(svg.lines().all(|line| !line.is_empty()), "a blank line");
    }

    #[test]
    fn more_classes_than_colours_and_shapes_can_be_drawn() {
        for classes in [1, 2, 31] {
            let svg = draw(classes, Ink::Paper).unwrap();
            assert_eq!(svg.matches("<marker ").count(), classes);
        }
    }

    #[test]
    fn a_run_without_the_arrays_has_no_picture() {
        let run = run();
        let none =
            decision_regions(&run, &run.settings, &Record::new(), Ink::Paper);
        assert_eq!(none.unwrap_err(), "the run reports no array final_w1");
    }
}
