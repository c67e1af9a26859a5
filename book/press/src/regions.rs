//! Where each class is the most probable, while the network learns.

use chapter_05::network::Network;
use chapter_05::pictures::marks::marks;
use chapter_05::pictures::regions::Regions;
use chapter_05::pictures::reported::{
    accuracy, final_network, network_at, samples,
};
use chapter_05::pictures::square::Square;
use chapter_05::pictures::{CELLS, SIDE, shares};
use notebook::{Ink, Record, Run};

use crate::directive::captioned;
use crate::drawing::{Drawing, Point, length};
use crate::runs::Runs;

/// The side of one square, and how far the next ones are to the right of it
/// and below.
pub(crate) const FRAME: f64 = 228.0;
pub(crate) const PITCH: Point = (248.0, 272.0);
/// What of that is between the text below a square and the next square.
pub(crate) const GAP: f64 = 12.0;
/// Where the first one lies.
pub(crate) const FIRST: Point = (2.0, 2.0);

/// `{{#regions RUN 0 100 end: caption}}`: the regions of a run of chapter 5
/// before these epochs, and in the end.
pub(crate) fn regions(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (what, caption) = captioned(arguments)?;
    let mut words = what.split_whitespace();
    let played = runs.get(words.next().unwrap_or(""))?;
    let epochs: Vec<_> = words.collect();
    if epochs.is_empty() {
        return Err("name the epochs after the run, as in: 0 100 end".into());
    }
    draw(played.run, &played.record, &epochs, caption)
}

fn draw(
    run: &Run,
    record: &Record,
    epochs: &[&str],
    caption: &str,
) -> Result<String, String> {
    let trained = final_network(record)?;
    let samples = samples(record, &trained)?;
    let square = Square::around(&samples.x);
    let id = format!("regions-{}-{}", run.name, epochs.join("-"));
    // All squares show the points that the first one holds.
    let points = format!("{id}-points");
    let marks = marks(&samples, &square, 0.9, Ink::Theme, &id);
    let marks = format!("<g id=\"{points}\">\n{marks}</g>");
    let again = format!("<use href=\"#{points}\"/>");

    let np = run.settings.np;
    let rows = length(epochs.len().div_ceil(2));
    let mut drawing = Drawing::new(rows * PITCH.1 - GAP);
    let mut told = Vec::new();
    for (i, epoch) in epochs.iter().enumerate() {
        let network = network_of(record, epoch)?;
        let regions = Regions::of(np, &network, &square, CELLS);
        let at = panel(i);
        let scale = FRAME / length(CELLS);
        drawing.place(at, scale, &regions.paths(Ink::Theme));
        let points = if i == 0 { &marks } else { &again };
        drawing.place(at, FRAME / SIDE, points);
        drawing.frame(at, FRAME);
        let when = match *epoch {
            "end" => "trained".to_owned(),
            epoch => format!("epoch {epoch}"),
        };
        let accuracy = accuracy(np, &network, &samples);
        let text = format!("{when}: accuracy {accuracy:.3}");
        let below = (at.0 + 0.5 * FRAME, at.1 + FRAME + 18.0);
        drawing.text(below, &text, "label");
        told.push(format!("{text}; {}.", shares(&regions)));
    }
    let title = format!("The decision regions of run {}", run.name);
    let description = format!(
        "The regions where each class is the most probable, and the points. {}",
        told.join(" ")
    );
    Ok(drawing.figure(&id, &title, &description, caption))
}

/// Where a square lies, two in a row.
pub(crate) fn panel(i: usize) -> Point {
    let (column, row) = (length(i % 2), length(i / 2));
    (FIRST.0 + column * PITCH.0, FIRST.1 + row * PITCH.1)
}

fn network_of(record: &Record, epoch: &str) -> Result<Network, String> {
    if epoch == "end" {
        return final_network(record);
    }
    let number = epoch.parse();
    network_at(
        record,
        number.map_err(|_| format!("'{epoch}' is no epoch; use 'end'"))?,
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use mini_numpy::{Numpy, Order};
    use ndarray::array;
    use notebook::Settings;

    use super::*;

    pub(crate) fn run() -> Run {
        let np = Numpy::with_order(Order::Sequential);
        let settings = Settings { np, ..Settings::DEFAULT };
        Run { name: "by-hand", settings, ..Run::DEFAULT }
    }

    /// Three points of two classes; two neurons, one of which opens to the
    /// right of 0 and later of −0.5, the other below 0 and later below 0.5;
    /// and a network that decides by whether the first passes one half.
    pub(crate) fn record() -> Record {
        let mut record = Record::new();
        record.array("x", &array![[-1.0, -1.0], [0.0, 1.0], [1.0, 0.0]]);
        record.integers("y", vec![0, 0, 1]);
        let w1 = array![[2.0, 0.0], [0.0, -1.0]];
        record.array_at(0, "w1", &w1);
        record.array_at(0, "b1", &array![[0.0, 0.0]]);
        record.array("final_w1", &w1);
        record.array("final_b1", &array![[1.0, 0.5]]);
        for (start, end, array) in [
            ("w2", "final_w2", array![[-1.0, 1.0], [0.0, 0.0]]),
            ("b2", "final_b2", array![[0.5, -0.5]]),
        ] {
            record.array_at(0, start, &array);
            record.array(end, &array);
        }
        record
    }

    #[test]
    fn each_square_shows_its_network_and_the_same_points() {
        let html = draw(&run(), &record(), &["0", "end"], "a caption").unwrap();
        assert_eq!(html.matches("class=\"frame\"").count(), 2);
        assert_eq!(html.matches("<use ").count(), 1);
        assert_eq!(html.matches("<marker ").count(), 2);
        assert!(html.contains(">epoch 0: accuracy 1.000<"), "{html}");
        assert!(html.contains(">trained: accuracy 0.667<"), "{html}");
        // The second class begins to the right of 0.25, and of −0.25 in the
        // end. The square begins at −1.1 and a cell is 0.0275 wide, so that
        // the first middle to the right of these is that of cell 49, and 31.
        for column in [61, 39] {
            let (one, other) = (100 - column, column);
            let path = format!("\"M{column} 0h{one}v100h-{one}z\"");
            assert!(html.contains(&path), "{path}\n{html}");
            let path = format!("\"M0 0h{other}v100h-{other}z\"");
            assert!(html.contains(&path), "{path}\n{html}");
        }
    }

    #[test]
    fn an_epoch_that_is_not_reported_is_a_fault() {
        let fault = |epoch| draw(&run(), &record(), &[epoch], "").unwrap_err();
        assert_eq!(fault("7"), "the run reports no array w1 at 7");
        assert_eq!(fault("last"), "'last' is no epoch; use 'end'");
    }
}
