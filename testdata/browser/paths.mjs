// What people come for, step by step; each path begins on the home page. They go by what people see: names of links,
// labels, headings.
export const paths = {};
