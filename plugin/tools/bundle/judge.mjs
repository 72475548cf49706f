/** @typedef {import('./measure.mjs').Measured} Measured */

/**
 * @typedef {object} Budgets in bytes; `wholeBytes` is promised in the objectives, the rest in bundle-budgets.json
 * @property {number} wholeBytes
 * @property {number} entryBytes
 * @property {number} firstPageBytes
 * @property {number} pageBytes of each page by itself
 */

/** @typedef {{ name: string, bytes: number, budgetBytes: number, isOver: boolean }} Line */

/**
 * Each size beside its budget.
 * @param {Measured} measured
 * @param {Budgets} budgets
 * @returns {Line[]}
 */
export function judge(measured, budgets) {
  const lines = [
    { name: 'whole', bytes: measured.wholeBytes, budgetBytes: budgets.wholeBytes },
    { name: 'entry', bytes: measured.entryBytes, budgetBytes: budgets.entryBytes },
    { name: 'first page, all that it needs', bytes: measured.firstPageBytes, budgetBytes: budgets.firstPageBytes },
    ...measured.pages.map(({ name, bytes }) => ({ name: `page ${name}`, bytes, budgetBytes: budgets.pageBytes })),
  ];
  return lines.map((line) => ({ ...line, isOver: line.bytes > line.budgetBytes }));
}
