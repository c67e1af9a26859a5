//! Finds texts of a picture that cannot be read because another text or a line
//! lies over them.
//!
//! It reads what `plots` writes: paths of relative `m`, `h`, `v`, `a` and `z`,
//! and texts with their baseline. It needs nothing but [`plots::text_width`].

/// The size of every text, and its extent above and below the baseline, in
/// tenths of a unit as all of the SVG.
const FONT: f64 = 160.0;
const ASCENT: f64 = 0.72 * FONT;
const DESCENT: f64 = 0.2 * FONT;

/// A text and the rectangle that it covers.
#[derive(Clone, Debug)]
struct Text {
    words: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// A straight line from one point to another.
type Line = [(f64, f64); 2];

/// Every pair of texts that overlap, every text that a line crosses, and every
/// text that is not within the picture, in words.
pub(crate) fn faults(svg: &str) -> Vec<String> {
    let texts = texts(svg);
    let lines = lines(svg);
    let (width, height) = size(svg);
    let mut faults = Vec::new();
    for (i, a) in texts.iter().enumerate() {
        for b in &texts[..i] {
            if a.overlaps(b) {
                faults.push(format!("{:?} overlaps {:?}", a.words, b.words));
            }
        }
        if let Some(line) = lines.iter().find(|line| a.is_crossed_by(**line)) {
            faults.push(format!("{:?} is crossed by {line:?}", a.words));
        }
        if a.left < 0.0 || a.top < 0.0 || width < a.right || height < a.bottom {
            faults.push(format!("{:?} is cut off", a.words));
        }
    }
    faults
}

impl Text {
    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether a part of a line lies within the text.
    fn is_crossed_by(&self, [a, b]: Line) -> bool {
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        let sides = [
            (a.0, b.0 - a.0, self.left, self.right),
            (a.1, b.1 - a.1, self.top, self.bottom),
        ];
        for (at, along, min, max) in sides {
            if along == 0.0 {
                if at <= min || max <= at {
                    return false;
                }
                continue;
            }
            let (one, other) = ((min - at) / along, (max - at) / along);
            let (first, last) =
                if one < other { (one, other) } else { (other, one) };
            from = if from < first { first } else { from };
            to = if last < to { last } else { to };
        }
        from < to
    }
}

fn size(svg: &str) -> (f64, f64) {
    let tag = svg.split('>').next().unwrap();
    let size = attribute(tag, "viewBox").expect("a picture has a size");
    let numbers: Vec<f64> =
        size.split(' ').map(|number| number.parse().unwrap()).collect();
    (numbers[2], numbers[3])
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

fn texts(svg: &str) -> Vec<Text> {
    let elements = svg.split("<text").skip(1);
    let texts = elements.map(|element| {
        let (tag, rest) = element.split_once('>').unwrap();
        let words = rest.split("</text>").next().unwrap();
        let words = words
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let number = |name| attribute(tag, name).unwrap().parse::<f64>();
        let (x, y) = (number("x").unwrap(), number("y").unwrap());
        let classes = attribute(tag, "class").unwrap();
        let width = 10.0 * plots::text_width(&words);
        let left = match classes.rsplit(' ').next() {
            Some("middle") => x - 0.5 * width,
            Some("end") => x - width,
            _ => x,
        };
        let (top, bottom) = (y - ASCENT, y + DESCENT);
        Text { words, left, top, right: left + width, bottom }
    });
    texts.collect()
}

/// The lines of all paths that are drawn as lines, not filled.
fn lines(svg: &str) -> Vec<Line> {
    let paths = svg.split("<path").skip(1);
    let tags = paths.map(|path| path.split('>').next().unwrap());
    let drawn = tags.filter(|tag| {
        let classes = attribute(tag, "class").unwrap();
        !classes.split(' ').any(|class| class == "region" || class == "paper")
    });
    drawn.flat_map(|tag| lines_of(attribute(tag, "d").unwrap())).collect()
}

fn lines_of(data: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = (0.0, 0.0);
    let mut start = at;
    let mut to = |at: &mut (f64, f64), next: (f64, f64)| {
        lines.push([*at, next]);
        *at = next;
    };
    for (command, numbers) in commands(data) {
        match command {
            'm' => {
                for (i, pair) in numbers.chunks(2).enumerate() {
                    let next = (at.0 + pair[0], at.1 + pair[1]);
                    if i == 0 {
                        (at, start) = (next, next);
                    } else {
                        to(&mut at, next);
                    }
                }
            }
            // Half circles, each as four chords.
            'a' => {
                for arc in numbers.chunks(7) {
                    let (from, across) = (at, arc[5]);
                    // From the left over the top, and back over the bottom.
                    let up = -0.5 * across;
                    for (right, height) in
                        [(0.146, 0.707), (0.5, 1.0), (0.854, 0.707), (1.0, 0.0)]
                    {
                        let x = from.0 + right * across;
                        to(&mut at, (x, from.1 + height * up));
                    }
                }
            }
            'z' => to(&mut at, start),
            other => panic!("the pictures have no command {other}"),
        }
    }
    lines
}

/// The commands of a path, each with its numbers.
fn commands(data: &str) -> Vec<(char, Vec<f64>)> {
    let mut commands: Vec<(char, Vec<f64>)> = Vec::new();
    let mut number = String::new();
    let finish = |number: &mut String, all: &mut Vec<(char, Vec<f64>)>| {
        if !number.is_empty() {
            let (_, numbers) = all.last_mut().expect("a command comes first");
            numbers.push(number.parse().expect("a number"));
            number.clear();
        }
    };
    for c in data.chars() {
        if c.is_ascii_alphabetic() || c == ' ' || c == '-' {
            finish(&mut number, &mut commands);
        }
        match c {
            ' ' => {}
            c if c.is_ascii_alphabetic() => commands.push((c, Vec::new())),
            c => number.push(c),
        }
    }
    finish(&mut number, &mut commands);
    commands
}
