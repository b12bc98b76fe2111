import "server-only";

/** Of the printable page: one column, readable without colour, a record never broken over two sheets where it fits on one. */
export const STYLE = `
:root{color-scheme:light;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:#1c1b1a;background:#fff}
body{max-width:52rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2.5rem 0 .25rem;padding-top:.75rem;border-top:2px solid #1c1b1a}
h3{font-size:1rem;margin:0;overflow-wrap:anywhere}
p{margin:.25rem 0 .75rem;max-width:44rem}
a{color:inherit}
nav ul{columns:2;padding-left:1.2rem}
article{border:1px solid #bdb8b1;border-radius:6px;padding:.75rem 1rem;margin:.75rem 0;break-inside:avoid-page}
.origin,.none{color:#57534e}
dl{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.15rem 1rem;margin:.5rem 0 0}
dt{color:#57534e}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
pre{margin:.15rem 0;padding:.5rem;font:12px/1.45 ui-monospace,Menlo,Consolas,monospace;background:#f5f3f0;white-space:pre-wrap;overflow-wrap:anywhere}
@media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}nav ul{columns:1}}
@media print{body{max-width:none;padding:0}nav{display:none}pre{background:none;border:1px solid #bdb8b1}article{break-inside:auto}h2,h3{break-after:avoid}@page{margin:18mm 15mm}}
`.trim();
