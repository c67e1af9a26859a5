// The arrow keys scroll what has the focus and is wider than its place. mdBook
// would turn to another chapter instead. Without JavaScript nothing turns, and
// the keys scroll by themselves.
document.addEventListener("keydown", (event) => {
    const scrolls = event.target.closest(".listing, .scrolls, .wide, pre > code");
    const arrow = event.key === "ArrowLeft" || event.key === "ArrowRight";
    if (arrow && scrolls && scrolls.clientWidth < scrolls.scrollWidth) {
        event.stopPropagation();
    }
}, true);

// The button that copies a listing copies all of it, with its hidden lines: what
// is copied runs. mdBook would leave out the attributes that are not shown.
window.playground_text = (listing) => listing.querySelector("code").textContent;

// Whoever chooses a language for one listing has it in all, and on later pages.
// The switch that was used stays where it is, however the listings above change.
const LANGUAGE = "press-language";
function choose(language) {
    for (const button of document.querySelectorAll(".switch input")) {
        button.checked = button.value === language;
    }
}
try {
    choose(localStorage.getItem(LANGUAGE) ?? "rust");
} catch { /* Nothing is remembered. */ }
document.addEventListener("change", ({ target }) => {
    if (target.matches(".switch input")) {
        const { top } = target.getBoundingClientRect();
        choose(target.value);
        const by = target.getBoundingClientRect().top - top;
        window.scrollBy({ top: by, behavior: "instant" });
        try {
            localStorage.setItem(LANGUAGE, target.value);
        } catch { /* Nothing is remembered. */ }
    }
});

// The search marks words in letters of formulas and pictures too, where a mark
// hides what it should show. Other marks may be in what is folded, hidden or in
// the other language: that is shown. Marks are set when the page is opened,
// before this file is read, and again when the reader goes back to it.
function showMarks() {
    for (const mark of document.querySelectorAll("math mark, svg mark")) {
        mark.replaceWith(...mark.childNodes);
    }
    for (const folded of document.querySelectorAll("main details:has(mark)")) {
        folded.open = true;
    }
    const hidden = ".content pre:has(.hide-boring .boring mark)";
    for (const eye of document.querySelectorAll(`${hidden} [title^="Show"]`)) {
        eye.click();
    }
    for (const listings of document.querySelectorAll(".beside:has(mark)")) {
        const shown = listings.querySelector("input:checked").value;
        if (!listings.querySelector(`.of-${shown} mark`)) {
            listings.querySelector("input:not(:checked)").checked = true;
        }
    }
}
showMarks();
window.addEventListener("popstate", showMarks);

// On paper nothing unfolds.
window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("main details")) {
        folded.open = true;
    }
});

// A formula is copied as the LaTeX that it was made from, on one line. It takes
// the place of the formula in a copy of what is selected, which stands on the
// page for a moment, so that the browser finds the breaks between lines.
document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (selection.rangeCount === 0 || event.target.closest?.("input, textarea")) {
        return;
    }
    const range = selection.getRangeAt(0).cloneRange();
    const formula = (node) => (node.closest ? node : node.parentElement).closest("math");
    const [first, last] = [range.startContainer, range.endContainer].map(formula);
    if (first) {
        range.setStartBefore(first);
    }
    if (last) {
        range.setEndAfter(last);
    }
    const copy = document.createElement("div");
    copy.append(range.cloneContents());
    const formulas = copy.querySelectorAll("math[data-latex]");
    if (formulas.length === 0) {
        return;
    }
    event.clipboardData.setData("text/html", copy.innerHTML);
    for (const math of formulas) {
        math.replaceWith(math.dataset.latex);
    }
    document.querySelector("main").append(copy);
    event.clipboardData.setData("text/plain", copy.innerText);
    copy.remove();
    event.preventDefault();
});
