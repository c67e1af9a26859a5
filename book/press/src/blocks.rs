//! Blocks of Markdown that are made of runs.

use harness::{Given, Run};
use mini_numpy::Order;
use record::{Figure, Record, figures};

use crate::cache::cached;
use crate::directive::usage;
use crate::runs::RUNS;

/// `{{#output RUN [LINES…]}}`: the text, or some lines of it, with an ellipsis
/// for those left out.
pub(crate) fn output(words: &[&str]) -> Result<String, String> {
    let [name, words @ ..] = words else { return Err(usage("output")) };
    let run = RUNS.get(name)?;
    let text = run.configured.text(run.record());
    let lines: Vec<_> = text.lines().collect();
    let (mut shown, mut next) = (Vec::new(), 0);
    for word in words {
        let (first, last) = range(word, lines.len()).ok_or_else(|| {
            format!(
                "'{word}' is no part of the {} lines that run {name} prints; \
                 write the first and the last one, as in 1-4",
                lines.len()
            )
        })?;
        if first <= next {
            return Err(format!("'{word}' does not come after what is shown"));
        }
        if next + 1 < first {
            shown.push("…");
        }
        shown.extend(&lines[first - 1..last]);
        next = last;
    }
    if shown.is_empty() {
        shown = lines;
    } else if next < lines.len() {
        shown.push("…");
    }
    Ok(format!("```text\n{}\n```", shown.join("\n")))
}

/// The first and the last line that a word asks for, counted from 1: `1-4`,
/// `100`, or `-2` for the last two. None if there are no such lines.
fn range(word: &str, lines: usize) -> Option<(usize, usize)> {
    let count = |text: &str| text.parse::<usize>().ok();
    let (first, last) = match word.split_once('-') {
        Some(("", last)) => ((lines + 1).checked_sub(count(last)?)?, lines),
        Some((first, last)) => (count(first)?, count(last)?),
        None => (count(word)?, count(word)?),
    };
    (0 < first && first <= last && last <= lines).then_some((first, last))
}

/// `{{#orders}}`: a row for each documented run; a column for each order if all
/// products are summed in it, for nnfs, and for the arithmetic of the machine
/// that the run was documented on.
pub(crate) fn orders(words: &[&str]) -> Result<String, String> {
    let [] = words else { return Err(usage("orders")) };
    // Each run is run once for each column.
    cached("orders.md", || Ok(table()))
}

fn table() -> String {
    let orders = Order::ALL.iter().map(ToString::to_string);
    let orders: Vec<_> = orders.chain(["nnfs".to_owned()]).collect();
    let mut lines = vec![
        format!("| run | figures | {} | as documented |", orders.join(" | ")),
        format!("| --- |{}", " ---: |".repeat(orders.len() + 2)),
    ];
    let rows = RUNS.map(&|run| row(run.configured.run(), &orders));
    lines.extend(rows.into_iter().flatten());
    lines.join("\n")
}

/// The row of a run whose document prints figures.
fn row(run: &'static dyn Run, orders: &[String]) -> Option<String> {
    let documented = run.expected().documented()?;
    let cell = |given: &Given| {
        let run = run.configure(given).expect("a run that takes --dot");
        let figures = figures(documented, &run.record());
        let agreeing = figures.iter().filter(|f| Figure::agrees(f)).count();
        let mark = if agreeing == figures.len() { "**" } else { "" };
        format!(" {mark}{agreeing}{mark} |")
    };
    let count = figures(documented, &Record::default()).len();
    let mut row = format!("| `{}` | {count} |", run.name());
    for order in orders {
        row += &cell(&[("dot".to_owned(), order.into())]);
    }
    Some(row + &cell(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &[&str]) -> Result<String, String> {
        let mut run = vec!["chain-rule"];
        run.extend(words);
        output(&run)
    }

    #[test]
    fn all_lines_are_shown_if_none_are_named() {
        let text = shown(&[]).unwrap();
        assert!(text.starts_with("```text\nIteration 1, Loss: 36.0\n"));
        assert!(text.ends_with("\n```"));
        assert_eq!(text.lines().count(), 24);
    }

    #[test]
    fn lines_can_be_left_out() {
        let text = shown(&["1-2", "20", "22"]).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 8);
        assert_eq!(lines[1], "Iteration 1, Loss: 36.0");
        assert_eq!(lines[3], "…");
        assert!(lines[4].starts_with("Iteration 20,"));
        assert_eq!(lines[5], "…");
        assert!(lines[6].starts_with("Final Bias:"));
    }

    #[test]
    fn lines_can_be_counted_from_the_end() {
        let text = shown(&["1", "-2"]).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[2], "…");
        assert!(lines[3].starts_with("Final weights:"), "{text}");
        assert!(lines[4].starts_with("Final Bias:"), "{text}");
        assert_eq!(shown(&["-22"]), shown(&[]));
        assert!(shown(&["21-22", "-2"]).is_err(), "shown twice");
    }

    #[test]
    fn lines_that_are_not_there_are_faults() {
        for word in ["0-3", "3-2", "-0", "-23", "1--2", "3-", "x"] {
            assert!(shown(&[word]).is_err(), "{word}");
        }
        assert!(shown(&["20-23"]).unwrap_err().contains("22 lines"));
        assert!(shown(&["5-6", "4-7"]).is_err());
        assert!(output(&[]).is_err());
        assert!(output(&["nonsense"]).is_err());
    }

    fn rows() -> Vec<Vec<String>> {
        let table = table();
        let cells = |row: &str| {
            let row = row.trim_start_matches("| ").trim_end_matches(" |");
            row.split(" | ").map(str::to_owned).collect()
        };
        table.lines().skip(2).map(cells).collect()
    }

    #[test]
    fn each_documented_run_has_all_its_figures_as_documented() {
        let documented = RUNS.map(&|run| {
            let run = run.configured.run();
            run.expected().documented().is_some()
        });
        let documented = documented.into_iter().filter(|is| *is);
        let rows = rows();
        assert_eq!(rows.len(), documented.count());
        for row in rows {
            assert_eq!(
                row[row.len() - 1],
                format!("**{}**", row[1]),
                "{row:?}"
            );
        }
    }

    #[test]
    fn no_single_order_gives_the_two_layer_networks_figures() {
        let rows = rows();
        let row = rows.iter().find(|row| row[0] == "`two-layer`");
        let row = row.expect("a row for the run");
        for cell in &row[2..row.len() - 1] {
            assert!(!cell.contains('*'), "{row:?}");
        }
    }
}
