//! The table of orders: how many documented figures each reproduces.

use mini_numpy::{Numpy, Order};
use notebook::{Evidence, Figure, Record, Run, Settings, Transcript};

use crate::cores::on_all_cores;
use crate::kept;
use crate::runs::Runs;

/// `{{#orders}}`: a row for each documented run, a column for each order used
/// throughout, for nnfs, and for the arithmetic of the run's own machine.
pub(crate) fn orders(runs: &Runs) -> String {
    kept::text("orders.md", || table(runs))
}

fn table(runs: &Runs) -> String {
    let mut columns: Vec<(String, Option<Numpy>)> = Order::ALL
        .iter()
        .map(|&order| (order.to_string(), Some(Numpy::with_order(order))))
        .collect();
    let nnfs = Numpy::with_order(Order::Sequential).under_nnfs();
    columns.push(("nnfs".to_owned(), Some(nnfs)));
    columns.push(("as documented".to_owned(), None));

    let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let mut lines = vec![
        format!("| run | figures | {} |", names.join(" | ")),
        format!("| --- |{}", " ---: |".repeat(columns.len() + 1)),
    ];
    let documented = runs.declared().filter_map(|run| {
        let Evidence::Figures(text) = run.evidence else { return None };
        // A transcript is part of the program, and its tests have read it.
        Some((run, Transcript::parse(text).ok()?))
    });
    let documented: Vec<_> = documented.collect();
    let mut cells = Vec::new();
    for (run, transcript) in &documented {
        for (_, np) in &columns {
            cells.push((*run, np.unwrap_or(run.settings.np), transcript));
        }
    }
    let cells = on_all_cores(&cells, |&(run, np, transcript)| {
        agreeing(run, np, transcript)
    });
    for ((run, transcript), cells) in
        documented.iter().zip(cells.chunks(columns.len()))
    {
        let (name, all) = (run.name, transcript.len());
        let cells = cells.iter().map(|&agreeing| {
            if agreeing == all {
                format!("**{agreeing}**")
            } else {
                agreeing.to_string()
            }
        });
        let cells: Vec<_> = cells.collect();
        lines.push(format!("| `{name}` | {all} | {} |", cells.join(" | ")));
    }
    lines.join("\n")
}

fn agreeing(run: &Run, np: Numpy, transcript: &Transcript) -> usize {
    let mut record = Record::new();
    (run.play)(&Settings { np, ..run.settings }, &mut record);
    let figures = transcript.figures(&record);
    figures.iter().filter(|figure| Figure::agrees(figure)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_documented_run_has_all_its_figures_as_documented() {
        let table = table(Runs::of_book());
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(rows.len(), 8);
        for row in rows {
            let cells: Vec<_> = row.split(" | ").collect();
            let last = cells[cells.len() - 1].trim_end_matches(" |");
            assert_eq!(last, format!("**{}**", cells[1]), "{row}");
        }
    }

    #[test]
    fn no_single_order_gives_the_two_layer_networks_figures() {
        let table = table(Runs::of_book());
        let row = table
            .lines()
            .find(|line| line.starts_with("| `two-layer`"))
            .expect("a row for the run");
        let cells: Vec<_> = row.split(" | ").collect();
        for cell in &cells[2..cells.len() - 1] {
            assert!(!cell.contains('*'), "{row}");
        }
    }
}
