/** Splits the source of a message into lines with a kind, which the page colours. */

const BOUNDARY = /^--[^\s].*$/;
const FIELD = /^([!-9;-~]+):(.*)$/;

/**
 * Returns the lines: {kind, name, text}. Kinds are field (with the name of the header), folded, boundary, quoted and body.
 * Each part begins with headers after its boundary and ends them with an empty line.
 */
export function rawLines(source) {
  let inHeader = true;
  return source.split(/\r\n|\n|\r/).map((line) => {
    if (BOUNDARY.test(line) && !inHeader) {
      inHeader = !line.endsWith("--");
      return { kind: "boundary", name: "", text: line };
    }
    if (!inHeader) {
      return { kind: line.startsWith(">") ? "quoted" : "body", name: "", text: line };
    }
    if (line === "") {
      inHeader = false;
      return { kind: "body", name: "", text: "" };
    }
    const field = FIELD.exec(line);
    if (field) {
      return { kind: "field", name: `${field[1]}:`, text: field[2] };
    }
    return { kind: "folded", name: "", text: line };
  });
}
