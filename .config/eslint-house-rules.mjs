/**
 * Lint rules of this project's own: what the style asks for and no published rule says. Each message tells where to go.
 */

const BANNED = new Set([
  ...["handle", "manage", "manager", "managers", "helper", "helpers", "util", "utils", "misc", "common"],
  ...["data", "info", "service", "services"],
]);
/** "process" is banned as a verb: a process of the operating system is a thing with that name. */
const OF_A_PROCESS = new Set(["id", "group", "exit", "memory", "title", "signal", "signals"]);
/** Established words of the trade that contain a banned one. */
const TERMS = /data[-_]?(?:table|base|dir|folder)/giu;

/** Splits `kebab-case`, `camelCase` and `CONSTANT_CASE` into lower-case words. */
function wordsOf(name) {
  return name
    .replace(TERMS, "term")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

function bannedWord(name) {
  const words = wordsOf(name);
  const isVerb = words[0] === "process" && !OF_A_PROCESS.has(words[1]);
  return isVerb ? "process" : words.find((word) => BANNED.has(word));
}

const isFunction = (node) => node?.type === "ArrowFunctionExpression" || node?.type === "FunctionExpression";

const plainNames = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      name: '"{{word}}" in "{{name}}" says nothing: name the thing, or the verb of the use case (CONTRIBUTING.md, Naming).',
      file: '"{{word}}" in the file name "{{name}}" says nothing: name the file after what it holds (CONTRIBUTING.md, Naming).',
      shape: 'The file name "{{name}}" must be kebab-case.',
    },
  },
  create(context) {
    const check = (node, name) => {
      const word = bannedWord(name);
      if (word) context.report({ node, messageId: "name", data: { word, name } });
    };
    return {
      Program(node) {
        const name = context.filename.split("/").at(-1) ?? "";
        const word = bannedWord(name);
        if (word) context.report({ node, messageId: "file", data: { word, name } });
        if (/[A-Z_]/.test(name.replace(/\.d\.ts$/, ""))) context.report({ node, messageId: "shape", data: { name } });
      },
      FunctionDeclaration: (node) => node.id && check(node.id, node.id.name),
      "ExportNamedDeclaration > :matches(ClassDeclaration, TSTypeAliasDeclaration, TSInterfaceDeclaration)": (node) =>
        check(node.id, node.id.name),
      VariableDeclarator(node) {
        const isExported = node.parent.parent.type === "ExportNamedDeclaration";
        if (node.id.type === "Identifier" && (isExported || isFunction(node.init))) check(node.id, node.id.name);
      },
    };
  },
};

const envWall = {
  meta: {
    type: "problem",
    schema: [],
    messages: { wall: "The environment is read and checked in one place: import `env` from @/lib/env/server." },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: "wall" });
    return {
      "MemberExpression[object.name='process'][property.name='env']": report,
      "MemberExpression[object.name='process'][property.value='env']": report,
      "MemberExpression[object.property.name='process'][property.name='env']": report,
      "MemberExpression[object.type='MetaProperty'][property.name='env']": report,
      "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env']": report,
      "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']": report,
    };
  },
};

const noBarrel = {
  meta: {
    type: "problem",
    schema: [],
    messages: { barrel: "No re-exports: import from the file that defines it, so that every edge is seen." },
  },
  create(context) {
    const imported = new Set();
    const report = (node) => context.report({ node, messageId: "barrel" });
    return {
      ExportAllDeclaration: report,
      "ExportNamedDeclaration[source]": report,
      "ImportDeclaration > *[local]": (node) => void imported.add(node.local.name),
      "ExportNamedDeclaration[source=null] > ExportSpecifier": (node) => imported.has(node.local.name) && report(node),
    };
  },
};

const VALUE_FREE = new Set(["ImportDeclaration", "TSTypeAliasDeclaration", "ExpressionStatement"]);
const CODE = new Set([
  "ArrowFunctionExpression",
  "FunctionExpression",
  "CallExpression",
  "NewExpression",
  "ClassExpression",
]);

function hasCode(node) {
  if (Array.isArray(node)) return node.some(hasCode);
  if (!node || typeof node.type !== "string") return false;
  if (CODE.has(node.type)) return true;
  return Object.entries(node).some(([key, child]) => key !== "parent" && typeof child === "object" && hasCode(child));
}

function isTable(statement) {
  const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (!declared || VALUE_FREE.has(declared.type)) return true;
  return declared.type === "VariableDeclaration" && !declared.declarations.some(({ init }) => hasCode(init));
}

const fileSize = {
  meta: {
    type: "suggestion",
    schema: [{ type: "integer", minimum: 1 }],
    messages: { long: "{{lines}} lines, {{max}} are allowed: split by noun or by verb, not into a part two." },
  },
  create(context) {
    const [max] = context.options;
    return {
      Program(node) {
        const lines = context.sourceCode.lines.length;
        // A table of values has no logic to follow, so its length costs a reader nothing.
        if (lines <= max || node.body.every(isTable)) return;
        context.report({ node, messageId: "long", data: { lines: String(lines), max: String(max) } });
      },
    };
  },
};

export const houseRules = {
  meta: { name: "house" },
  rules: { "plain-names": plainNames, "env-wall": envWall, "no-barrel": noBarrel, "file-size": fileSize },
};
