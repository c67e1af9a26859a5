//! What each neuron of the first layer sees: the half-plane where it is open.

use std::fmt::Write;

use chapter_05::network::Network;
use chapter_05::pictures::SIDE;
use chapter_05::pictures::marks::marks;
use chapter_05::pictures::reported::{final_network, network_at, samples};
use chapter_05::pictures::square::Square;
use notebook::{Ink, Record, Run};

use crate::directive::captioned;
use crate::drawing::{Drawing, Point, between};
use crate::regions::{FRAME, GAP, PITCH, panel};
use crate::runs::Runs;

/// How long the tick on the open side is, in units of the square.
const TICK: f64 = 18.0;

/// `{{#half-planes RUN: caption}}`: the lines on which the neurons of the
/// first layer open, before and after training.
pub(crate) fn half_planes(
    runs: &Runs,
    arguments: &str,
) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let played = runs.get(name)?;
    draw(played.run, &played.record, caption)
}

fn draw(run: &Run, record: &Record, caption: &str) -> Result<String, String> {
    let trained = final_network(record)?;
    let before = network_at(record, 0)?;
    let samples = samples(record, &trained)?;
    let square = Square::around(&samples.x);
    let id = format!("half-planes-{}", run.name);
    let points = format!("{id}-points");
    let marks = marks(&samples, &square, 0.7, Ink::Theme, &id);
    let marks = format!("<g id=\"{points}\" opacity=\".5\">\n{marks}</g>");
    let again = format!("<use href=\"#{points}\"/>");

    let mut drawing = Drawing::new(PITCH.1 - GAP);
    let mut told = Vec::new();
    for (i, (when, network, points)) in [
        ("before training", before, &marks),
        ("after training", trained, &again),
    ]
    .into_iter()
    .enumerate()
    {
        let at = panel(i);
        let lines = Lines::of(&network, &square);
        drawing.place(at, FRAME / SIDE, points);
        // A tick in a corner would reach beyond the frame.
        drawing.clip(at.0, at.1, FRAME, FRAME, &format!("{id}-clip-{i}"));
        drawing.place(at, FRAME / SIDE, &lines.paths());
        drawing.end_clip();
        drawing.frame(at, FRAME);
        let below = (at.0 + 0.5 * FRAME, at.1 + FRAME + 18.0);
        drawing.text(below, when, "label");
        let neurons = network.first.b.len();
        let visible = lines.ends.len();
        let mut text = format!(
            "{when}, {visible} of the {neurons} lines cross the square"
        );
        if network.first.b.iter().all(|b| *b == 0.0) {
            text.push_str(", all of them through the origin");
        }
        told.push(text);
    }
    let description = format!(
        "For each neuron of the first layer, the line on which it opens, with \
         a tick on the side where it is open: {}.",
        told.join("; ")
    );
    let title = format!("The half-planes of the neurons of run {}", run.name);
    Ok(drawing.figure(&id, &title, &description, caption))
}

/// The lines that cross a square, in its units.
struct Lines {
    /// The two ends of each.
    ends: Vec<(Point, Point)>,
    /// For each, the way from it to its open side.
    open: Vec<Point>,
}

impl Lines {
    /// The lines on which z = 0, for each neuron of the first layer.
    fn of(network: &Network, square: &Square) -> Self {
        let (w, b) = (&network.first.w, &network.first.b);
        let mut lines = Self { ends: Vec::new(), open: Vec::new() };
        for j in 0..w.ncols() {
            let (right, up, b) = (w[[0, j]], w[[1, j]], b[[0, j]]);
            if let Some((one, other)) = visible(right, up, b, square) {
                let place = |at: Point| square.place(at.0, at.1, SIDE);
                lines.ends.push((place(one), place(other)));
                let length = (right * right + up * up).sqrt();
                let open = (TICK * right / length, -TICK * up / length);
                lines.open.push(open);
            }
        }
        lines
    }

    /// The lines, and a tick near one end of each.
    fn paths(&self) -> String {
        let (mut lines, mut ticks) = (String::new(), String::new());
        for (&(one, other), open) in self.ends.iter().zip(&self.open) {
            let ((x, y), (to_x, to_y)) = (one, other);
            let _ = write!(lines, "M{x:.0} {y:.0}L{to_x:.0} {to_y:.0}");
            let (x, y) = between(one, other, 0.1);
            let (right, down) = open;
            let _ = write!(ticks, "M{x:.0} {y:.0}l{right:.0} {down:.0}");
        }
        format!(
            "<path d=\"{lines}\" class=\"half-plane\"/>\n\
             <path d=\"{ticks}\" class=\"side\"/>"
        )
    }
}

/// The part of the line right·x + up·y + b = 0 that lies within the square, if
/// there is one.
fn visible(
    right: f64,
    up: f64,
    b: f64,
    square: &Square,
) -> Option<(Point, Point)> {
    let square_of_w = right * right + up * up;
    // The point of the line next to the origin, and the way along it.
    let near = (-b * right / square_of_w, -b * up / square_of_w);
    let along = (-up, right);
    // Without weights there is no line; nor is there one at no number.
    if !near.0.is_finite() || !near.1.is_finite() {
        return None;
    }
    // Within each pair of sides, the line runs from one share of that way to
    // another; it is seen where it is within both.
    let (mut from, mut to) = (f64::NEG_INFINITY, f64::INFINITY);
    let sides = [
        (near.0, along.0, square.left),
        (near.1, along.1, square.top - square.side),
    ];
    for (near, along, least) in sides {
        let most = least + square.side;
        if along == 0.0 {
            if near < least || most < near {
                return None;
            }
            continue;
        }
        let (a, b) = ((least - near) / along, (most - near) / along);
        let (first, last) = if a < b { (a, b) } else { (b, a) };
        from = if from < first { first } else { from };
        to = if last < to { last } else { to };
    }
    let at = |share: f64| (near.0 + share * along.0, near.1 + share * along.1);
    (from < to).then(|| (at(from), at(to)))
}

#[cfg(test)]
mod tests {
    use mini_numpy::RandomState;

    use super::*;
    use crate::regions::tests::{record, run};

    const SQUARE: Square = Square { left: -1.0, top: 1.0, side: 2.0 };

    #[test]
    fn a_line_is_seen_from_side_to_side() {
        let ends = visible(1.0, 0.0, -0.5, &SQUARE).unwrap();
        assert_eq!(ends, ((0.5, -1.0), (0.5, 1.0)));
        let ends = visible(0.0, 2.0, 0.5, &SQUARE).unwrap();
        assert_eq!(ends, ((1.0, -0.25), (-1.0, -0.25)));
        let ends = visible(1.0, 1.0, 0.0, &SQUARE).unwrap();
        assert_eq!(ends, ((1.0, -1.0), (-1.0, 1.0)));
    }

    #[test]
    fn a_line_beside_the_square_is_not_seen() {
        assert_eq!(visible(1.0, 0.0, -1.5, &SQUARE), None);
        assert_eq!(visible(1.0, 1.0, -2.5, &SQUARE), None);
        assert_eq!(visible(0.0, 0.0, 1.0, &SQUARE), None);
        assert_eq!(visible(f64::NAN, 0.0, 1.0, &SQUARE), None);
        assert_eq!(visible(1.0, 1.0, f64::NAN, &SQUARE), None);
    }

    #[test]
    fn each_neuron_is_closed_on_one_side_of_its_line_and_open_on_the_other() {
        let mut random = RandomState::seed(5);
        let network = Network::random(&mut random, 2, 64, 3);
        let lines = Lines::of(&network, &SQUARE);
        assert_eq!(lines.ends.len(), 64);
        for (j, (one, other)) in lines.ends.iter().enumerate() {
            let z = |(right, down): Point| {
                let scale = SQUARE.side / SIDE;
                let x = SQUARE.left + right * scale;
                let y = SQUARE.top - down * scale;
                let w = &network.first.w;
                x * w[[0, j]] + y * w[[1, j]]
            };
            let middle = between(*one, *other, 0.3);
            let open = lines.open[j];
            assert!(0.0 < z((middle.0 + open.0, middle.1 + open.1)));
            assert!(z((middle.0 - open.0, middle.1 - open.1)) < 0.0);
        }
        let path = lines.paths();
        assert_eq!(path.matches('L').count(), 64);
        // Each line has a tick.
        assert_eq!(path.matches('M').count(), 2 * 64);
    }

    #[test]
    fn lines_are_drawn_before_and_after_training() {
        let html = draw(&run(), &record(), "a caption").unwrap();
        assert_eq!(html.matches("class=\"half-plane\"").count(), 2);
        assert_eq!(html.matches("class=\"frame\"").count(), 2);
        let words = "before training, 2 of the 2 lines cross the square, all \
                     of them through the origin; after training, 2 of the 2 \
                     lines cross the square.";
        assert!(html.contains(words), "{html}");
        let fault = draw(&run(), &Record::new(), "").unwrap_err();
        assert_eq!(fault, "the run reports no array final_w1");
    }
}
