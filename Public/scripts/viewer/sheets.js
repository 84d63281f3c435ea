// The elements that pictures lie on.

export function picture({ id, source, width, height, alt }) {
  return Object.assign(new Image(), { src: source, width, height, alt: `Picture ${id}: ${alt}` });
}

// A light table with some pictures over each other, the first of which gives it its size.
export function lighttable({ colour }, images) {
  const table = document.createElement("figure");
  table.className = "lighttable";
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.dataset.sheet = "";
  sheet.style.backgroundColor = colour;
  sheet.append(...images);
  table.append(sheet);
  return table;
}
