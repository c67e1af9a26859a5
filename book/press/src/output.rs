//! What a run prints, on a page.

use notebook::text;

use crate::runs::{Played, Runs};

/// `{{#output RUN}}`, or `{{#output RUN 1-4 197-202}}` for some of its lines,
/// counted from 1; the lines left out show as an ellipsis.
pub(crate) fn output(runs: &Runs, arguments: &str) -> Result<String, String> {
    let mut words = arguments.split_whitespace();
    let name = words.next().ok_or("it names no run")?;
    let Played { run, record } = runs.get(name)?;
    let text = text(run, &run.settings, record);
    let lines: Vec<_> = text.lines().collect();
    let mut shown = Vec::new();
    let mut next = 0;
    for word in words {
        let (first, last) = range(word)
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

fn range(word: &str) -> Option<(usize, usize)> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let first = first.parse().ok().filter(|&first: &usize| 0 < first)?;
    Some((first, last.parse().ok()?))
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
    fn lines_that_are_not_there_are_faults() {
        for arguments in ["", "nonsense", "chain-rule 0-3", "chain-rule 3-2"] {
            assert!(shown(arguments).is_err(), "{arguments}");
        }
        assert!(shown("chain-rule 20-23").unwrap_err().contains("22 lines"));
        assert!(shown("chain-rule 5-6 4-7").is_err());
        assert!(shown("chain-rule x").is_err());
    }
}
