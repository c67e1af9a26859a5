//! How sure the trained network is, everywhere.

use chapter_05::pictures::marks::marks;
use chapter_05::pictures::regions::{Regions, region};
use chapter_05::pictures::reported::{final_network, samples};
use chapter_05::pictures::square::Square;
use chapter_05::pictures::{CELLS, SIDE};
use ndarray::{Array2, Zip};
use notebook::{Ink, Record, Run};

use crate::directive::captioned;
use crate::drawing::{Drawing, WIDTH, length};
use crate::runs::Runs;

/// The drawing of the square, without its margins.
const LEFT: f64 = 20.0;
const TOP: f64 = 4.0;
const FRAME: f64 = 440.0;

/// Where each band of probabilities begins, what it is called, and how strong
/// its colour is.
const BANDS: [(f64, &str, &str); 5] = [
    (0.0, "below 50 %", ".12"),
    (0.5, "to 70 %", ".3"),
    (0.7, "to 90 %", ".48"),
    (0.9, "to 99 %", ".66"),
    (0.99, "above", ".9"),
];

/// `{{#confidence RUN: caption}}`: the probability of the most probable class
/// when a run of chapter 5 has come to its end.
pub(crate) fn confidence(
    runs: &Runs,
    arguments: &str,
) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let played = runs.get(name)?;
    draw(played.run, &played.record, caption)
}

fn draw(run: &Run, record: &Record, caption: &str) -> Result<String, String> {
    let network = final_network(record)?;
    let samples = samples(record, &network)?;
    let square = Square::around(&samples.x);
    let regions = Regions::of(run.settings.np, &network, &square, CELLS);
    let id = format!("confidence-{}", run.name);

    let mut drawing = Drawing::new(TOP + FRAME + 66.0);
    let scale = FRAME / length(CELLS);
    drawing.place((LEFT, TOP), scale, &paths(&regions));
    let points = marks(&samples, &square, 0.6, Ink::Theme, &id);
    drawing.place((LEFT, TOP), FRAME / SIDE, &points);
    drawing.frame((LEFT, TOP), FRAME);
    let room = WIDTH / length(BANDS.len());
    for (i, (_, name, opacity)) in BANDS.iter().enumerate() {
        let middle = room * (length(i) + 0.5);
        let swatch = format!(
            r#"<path d="M-20-8h40v16h-40z" fill="currentColor" fill-opacity="{opacity}" class="swatch"/>"#
        );
        drawing.place((middle, TOP + FRAME + 20.0), 1.0, &swatch);
        drawing.text((middle, TOP + FRAME + 46.0), name, "label");
    }

    let cells = length(regions.confidence.len());
    let shares = BANDS.iter().enumerate().map(|(i, (_, name, _))| {
        let own = regions.confidence.iter().filter(|p| band(**p) == i);
        format!("{name}, {:.0} %", 100.0 * length(own.count()) / cells)
    });
    let description = format!(
        "Each region is drawn the stronger, the more probable its class is \
         there. Of the square, this share has a probability in each band: \
         {}. It is low along the borders between the regions.",
        shares.collect::<Vec<_>>().join("; ")
    );
    let title = format!("How sure the network of run {} is", run.name);
    Ok(drawing.figure(&id, &title, &description, caption))
}

/// The cells of each class and band, as SVG paths in units of a cell.
fn paths(regions: &Regions) -> String {
    let values = values(regions);
    let mut paths = String::new();
    for class in 0..regions.number {
        for (band, (_, _, opacity)) in BANDS.iter().enumerate() {
            let value = class * BANDS.len() + band;
            paths += &region(&values, value, class, opacity, Ink::Theme);
        }
    }
    paths
}

/// A number for each class and band.
fn values(regions: &Regions) -> Array2<usize> {
    Zip::from(&regions.classes)
        .and(&regions.confidence)
        .map_collect(|class, p| class * BANDS.len() + band(*p))
}

/// The band that a probability lies in; the first one for what is no number.
fn band(p: f64) -> usize {
    BANDS.iter().rposition(|(from, _, _)| *from <= p).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions::tests::{record, run};

    #[test]
    fn a_band_begins_with_its_own_probability() {
        let bands = [0.0, 0.49, 0.5, 0.7, 0.9, 0.99, 1.0].map(band);
        assert_eq!(bands, [0, 0, 1, 2, 3, 4, 4]);
        assert_eq!(band(f64::NAN), 0);
    }

    #[test]
    fn each_cell_is_in_the_band_of_its_class_and_probability() {
        let network = final_network(&record()).unwrap();
        let square = Square { left: -1.0, top: 1.0, side: 2.0 };
        let np = run().settings.np;
        let regions = Regions::of(np, &network, &square, 30);
        let values = values(&regions);
        for (cell, value) in values.indexed_iter() {
            let (class, band) = (value / BANDS.len(), value % BANDS.len());
            assert_eq!(class, regions.classes[cell]);
            let p = regions.confidence[cell];
            assert!(BANDS[band].0 <= p, "{p} in {band}");
            assert!(BANDS.get(band + 1).is_none_or(|(to, ..)| p < *to));
        }
    }

    #[test]
    fn the_bands_have_a_legend() {
        let html = draw(&run(), &record(), "a caption").unwrap();
        assert_eq!(html.matches("class=\"swatch\"").count(), BANDS.len());
        // With two classes, the more probable one has at least one half.
        assert!(html.contains("below 50 %, 0 %; to 70 %, "), "{html}");
        let fault = draw(&run(), &Record::new(), "").unwrap_err();
        assert_eq!(fault, "the run reports no array final_w1");
    }
}
