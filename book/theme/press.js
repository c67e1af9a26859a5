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

// The search marks words in letters of formulas and pictures too, where a mark
// hides what it should show. Marks are set when the page is opened, before this
// file is read, and again when the reader goes back to it.
function unmarkFormulas() {
    for (const mark of document.querySelectorAll("math mark, svg mark")) {
        mark.replaceWith(...mark.childNodes);
    }
}
unmarkFormulas();
window.addEventListener("popstate", unmarkFormulas);

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
