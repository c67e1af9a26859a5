//! Contours and where their labels stand: outside of the frame, or in a gap of
//! a contour that stays within it.

use plotters_backend::text_anchor::HPos;

use crate::geometry::{Rectangle, half_size};
use crate::plot::Plot;
use crate::role::Role;
use crate::svg::{Canvas, Point, WIDTH};

/// From the frame, or the contour in whose gap it stands, to a label.
const TO_LABEL: f64 = 6.0;
const GAP: f64 = 3.0;

/// Contours with their labels.
pub(super) struct Labels {
    frame: Rectangle,
    /// What no label covers: lines, and labels that are placed already.
    tracks: Vec<(Point, Point)>,
    taken: Vec<Rectangle>,
    contours: Vec<(Vec<Point>, String)>,
}

impl Labels {
    pub(super) fn new(plot: &Plot, tracks: &[Vec<(Point, Point)>]) -> Self {
        Self {
            frame: plot.frame,
            tracks: tracks.iter().flatten().copied().collect(),
            taken: plot.texts(),
            contours: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, line: Vec<Point>, label: String) {
        self.contours.push((line, label));
    }

    pub(super) fn draw(mut self, canvas: &mut Canvas) {
        let contours = std::mem::take(&mut self.contours);
        let mut labels = Vec::new();
        for (i, (line, label)) in contours.iter().enumerate() {
            let others = contours.iter().enumerate().filter(|(j, _)| *j != i);
            let others: Vec<_> = others.map(|(_, (line, _))| line).collect();
            let outside = self.outside(line, label);
            let inside = || self.inside(line, label, &others);
            let place = outside.or_else(inside);
            let gap = place.map(|at| with_gap(at, label));
            for part in parts_outside(line, gap) {
                canvas.line(Role::Contour, &part);
            }
            if let Some(at) = place {
                self.taken.push(Rectangle::around_text(at, label));
                labels.push((at, label));
            }
        }
        for (at, label) in labels {
            canvas.text(Role::Label, at, HPos::Center, label);
        }
    }

    /// The middle of a label beside an end of its line, on the right of the
    /// frame or above it.
    fn outside(&self, line: &[Point], label: &str) -> Option<Point> {
        let half = half_size(label);
        let ends = [line.first()?, line.last()?];
        let right = ends
            .into_iter()
            .filter(|end| (end.0 - self.frame.right).abs() < 0.1);
        let right = right.map(|end| (end.0 + TO_LABEL + half.0, end.1));
        let above =
            ends.into_iter().filter(|end| (end.1 - self.frame.top).abs() < 0.1);
        let above = above.map(|end| (end.0, end.1 - TO_LABEL - half.1));
        right.chain(above).find(|&at| {
            let text = Rectangle::around_text(at, label);
            text.right <= WIDTH
                && !self.taken.iter().any(|taken| taken.overlaps(&text))
        })
    }

    /// The middle of a label on its own line, where it covers nothing else.
    fn inside(
        &self,
        line: &[Point],
        label: &str,
        others: &[&Vec<Point>],
    ) -> Option<Point> {
        let mut places = line.iter().copied();
        places.find(|&at| {
            let text = with_gap(at, label);
            let is_crossed = |line: &&Vec<Point>| {
                line.windows(2)
                    .any(|pair| text.clip(pair[0], pair[1]).is_some())
            };
            let mut tracks = self.tracks.iter();
            self.frame.contains(&text)
                && !self.taken.iter().any(|taken| taken.overlaps(&text))
                && !tracks.any(|&(a, b)| text.clip(a, b).is_some())
                && !others.iter().any(is_crossed)
        })
    }
}

/// What a label on a contour takes.
fn with_gap(at: Point, label: &str) -> Rectangle {
    let half = half_size(label);
    Rectangle::around(at, (half.0 + GAP, half.1 + GAP))
}

/// The parts of a line outside of a gap.
fn parts_outside(line: &[Point], gap: Option<Rectangle>) -> Vec<Vec<Point>> {
    let Some(gap) = gap else { return vec![line.to_vec()] };
    let mut parts = Vec::new();
    let mut part: Vec<_> = line.first().copied().into_iter().collect();
    for pair in line.windows(2) {
        if let Some((from, to)) = gap.clip(pair[0], pair[1]) {
            part.push(from);
            parts.push(std::mem::replace(&mut part, vec![to]));
        }
        part.push(pair[1]);
    }
    parts.push(part);
    parts.retain(|part| part.iter().any(|at| *at != part[0]));
    parts
}
