//! What a run prints, on a page.

use notebook::text;

use crate::runs::{Played, Runs};

/// `{{#output RUN}}`, or `{{#output RUN 1-4 100 -2}}` for some of its lines,
/// counted from 1, `-2` for the last two; the lines left out show as an
/// ellipsis.
pub(crate) fn output(runs: &Runs, arguments: &str) -> Result<String, String> {
    let mut words = arguments.split_whitespace();
    let name = words.next().ok_or("it names no run")?;
    let Played { run, record } = runs.get(name)?;
    let text = text(run, &run.settings, record);
    let lines: Vec<_> = text.lines().collect();
    let mut shown = Vec::new();
    let mut next = 0;
    for word in words {
        let (first, last) = range(word, lines.len())
            .filter(|&(first, last)| first <= last && last <= lines.len())
            .ok_or_else(|| {
                format!(
                    "'{word}' is no part of the {} lines that run {name} \
                     prints; write the first and the last one, as in 1-4",
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

/// The first and the last line that a word asks for, of so many.
fn range(word: &str, lines: usize) -> Option<(usize, usize)> {
    let count = |text: &str| text.parse().ok().filter(|&n: &usize| 0 < n);
    match word.split_once('-') {
        Some(("", last)) => Some((lines.checked_sub(count(last)?)? + 1, lines)),
        Some((first, last)) => Some((count(first)?, count(last)?)),
        None => Some((count(word)?, count(word)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(arguments: &str) -> Result<String, String> {
        output(Runs::of_book(), arguments)
    }

    #[test]
    fn all_that_a_run_prints_is_shown() {
        let text = shown("forward").unwrap();
        assert_eq!(text, "```text\nOutput: [0.80533842 0.92689883]\n```");
    }

    #[test]
    fn lines_can_be_left_out() {
        let text = shown("chain-rule 1-2 20 22").unwrap();
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
        let text = shown("chain-rule 1 -2").unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[2], "…");
        assert!(lines[3].starts_with("Final weights:"), "{text}");
        assert!(lines[4].starts_with("Final Bias:"), "{text}");
        assert_eq!(shown("chain-rule -22"), shown("chain-rule"));
        assert!(shown("chain-rule 21-22 -2").is_err(), "shown twice");
    }

    #[test]
    fn lines_that_are_not_there_are_faults() {
        for arguments in [
            "",
            "nonsense",
            "chain-rule 0-3",
            "chain-rule 3-2",
            "chain-rule -0",
            "chain-rule -23",
            "chain-rule 1--2",
            "chain-rule 3-",
        ] {
            assert!(shown(arguments).is_err(), "{arguments}");
        }
        assert!(shown("chain-rule 20-23").unwrap_err().contains("22 lines"));
        assert!(shown("chain-rule 5-6 4-7").is_err());
        assert!(shown("chain-rule x").is_err());
    }
}
