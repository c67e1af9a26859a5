//! What pictures are drawn on.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::DrawingArea;
use plotters::element::{Drawable, PointCollection, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoTextStyle};

use crate::axis::Scale;
use crate::geometry::{Bounds, FONT, LINE, text_width};
use crate::svg::{Svg, TENTHS, tenths, units};

/// The width of every picture in its own units: what is readable at 480 units
/// is readable on the narrowest screens, too.
pub(crate) const WIDTH: f64 = 480.0;

/// Higher than any picture.
pub(crate) const HEIGHT: f64 = 6000.0;

/// The width of a sample, and of that with the gap to its text.
const SAMPLE: f64 = 26.0;
const BESIDE: f64 = SAMPLE + 6.0;
/// Between two entries.
const GAP: f64 = 24.0;

pub(crate) const IN_MEMORY: &str = "drawing in memory does not fail";

/// A point: from the left, and from the top.
pub(crate) type Point = (f64, f64);

/// A picture in the making, in units of a picture, or a part of it with scales
/// of its own. Its height grows as it is drawn.
#[derive(Clone)]
pub(crate) struct Sheet {
    pub(crate) svg: Rc<RefCell<Svg>>,
    pub(crate) area: DrawingArea<Svg, Cartesian2d<Scale, Scale>>,
    pub(crate) height: f64,
}

impl Sheet {
    pub(crate) fn new() -> Self {
        let svg = Rc::new(RefCell::new(Svg::default()));
        let [x, y] = [0.0..WIDTH, 0.0..HEIGHT].map(Scale::linear);
        let size = (0..tenths(WIDTH), 0..tenths(HEIGHT));
        let coordinates = Cartesian2d::new(x, y, size);
        let area = DrawingArea::from(&svg).apply_coord_spec(coordinates);
        Self { svg, area, height: 0.0 }
    }

    /// The paths and texts, each on a line.
    pub(crate) fn body(&self) -> String {
        self.svg.borrow().elements.as_flattened().concat()
    }

    /// The part within a frame, with the scales of the data.
    pub(crate) fn window(&self, frame: Bounds, x: Scale, y: Scale) -> Self {
        let [left, top, right, bottom] =
            [frame.left, frame.top, frame.right, frame.bottom].map(tenths);
        let coordinates = Cartesian2d::new(x, y, (left..right, bottom..top));
        let area = self.area.strip_coord_spec().apply_coord_spec(coordinates);
        Self { area, ..self.clone() }
    }

    /// Draws an element.
    pub(crate) fn put<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, Point>,
        E: Drawable<Svg>,
    {
        self.area.draw(element).expect(IN_MEMORY);
    }

    /// Where a point is, in units of the picture.
    pub(crate) fn place(&self, point: Point) -> Point {
        units(self.area.map_coordinate(&point))
    }

    /// Writes a text whose middle line passes through a point, at which it
    /// begins, is centred or ends.
    pub(crate) fn write(
        &self, color: impl Color, at: Point, anchor: HPos, text: &str,
    ) {
        let style = ("sans-serif", TENTHS * FONT, &color);
        let style = style.into_text_style(&self.area);
        let style = style.pos(Pos::new(anchor, VPos::Center));
        self.put(&Text::new(text, at, style));
    }
}

/// Draws a sample between two points for each text, and the text in a colour,
/// in as many rows as need be.
pub(crate) fn draw_legend<T: AsRef<str>, C: Color>(
    sheet: &mut Sheet, texts: &[T], color: impl Fn(usize) -> C,
    draw_sample: impl Fn(&Sheet, usize, [Point; 2]),
) {
    let widths = texts.iter().map(|text| BESIDE + text_width(text.as_ref()));
    let widths: Vec<_> = widths.collect();
    let mut entries = texts.iter().enumerate();
    for row in in_rows(&widths, GAP) {
        sheet.height += LINE + 4.0;
        let height = sheet.height - 0.5 * LINE;
        for (left, (i, text)) in row.into_iter().zip(entries.by_ref()) {
            let [from, to, at] =
                [0.0, SAMPLE, BESIDE].map(|right| (left + right, height));
            draw_sample(sheet, i, [from, to]);
            sheet.write(color(i), at, HPos::Left, text.as_ref());
        }
    }
}

/// The left ends of boxes in as many centred rows as they need.
pub(crate) fn in_rows(widths: &[f64], gap: f64) -> Vec<Vec<f64>> {
    let mut rest = widths;
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let end = |n: usize| rest[..n].iter().map(|w| w + gap).sum::<f64>();
        let fitting = (1..=rest.len()).take_while(|&n| end(n) - gap <= WIDTH);
        let in_row = fitting.last().unwrap_or(1);
        let start = 0.5 * (WIDTH - (end(in_row) - gap));
        rows.push((0..in_row).map(|n| start + end(n)).collect());
        rest = &rest[in_row..];
    }
    rows
}
