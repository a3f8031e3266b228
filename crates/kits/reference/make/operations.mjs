// The HTTP operations of the contract's OpenAPI document, arranged as the page tells them.

import { Keywords } from "../../schema/keywords.mjs";
import { checkKeywords, SchemaError } from "./keywords.mjs";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const SCHEMAS = "#/components/schemas/";
/** What the name of a schema of what is read ends in, where it differs from the one of what is written. */
const READ = /Input$/;

/** The operations in the order of the document, and the problems that they share; `sections` are names of schemas. */
export function operationsOf({ openapi, keywords }, sections) {
  const reading = new Reading(openapi ?? {}, sections, new Keywords(keywords));
  const operations = Object.entries(openapi?.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => METHODS.includes(key))
      .map((method) => reading.operation(path, method, item)),
  );
  return {
    operations,
    problems: [...reading.problems.values()],
    schemes: openapi?.components?.securitySchemes ?? {},
  };
}

class Reading {
  /** What stands in the way of several operations, by its id. */
  problems = new Map();

  constructor(openapi, sections, keywords) {
    Object.assign(this, { openapi, sections, keywords });
  }

  operation(path, method, item) {
    const operation = item[method];
    const name = operation.operationId ?? `${method}:${path}`;
    const security = operation.security ?? this.openapi.security ?? [];
    const responses = Object.entries(operation.responses ?? {});
    return {
      id: `operation.${name}`,
      name,
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? "",
      description: operation.description ?? "",
      deprecated: operation.deprecated ?? false,
      asks: security.map((schemes) => Object.keys(schemes)).filter((schemes) => schemes.length > 0),
      parameters: this.parameters(name, [...(item.parameters ?? []), ...(operation.parameters ?? [])]),
      request: operation.requestBody && this.exchange(name, operation.requestBody),
      answers: responses
        .filter((response) => !isShared(response))
        .map(([status, response]) => ({ status, ...this.exchange(name, response) })),
      problems: responses.filter(isShared).map(([status, response]) => this.problem(name, status, response)),
    };
  }

  /** Those of an operation take the places of those of its path. */
  parameters(name, several) {
    const byName = new Map();
    for (const parameter of several.map((one) => this.resolved(one))) {
      const schema = this.schema(name, parameter.schema ?? {});
      const description = parameter.description ?? schema.description;
      byName.set(`${parameter.in} ${parameter.name}`, { ...parameter, schema, description });
    }
    return [...byName.values()];
  }

  exchange(name, message) {
    const { description = "", headers = {}, content = {} } = this.resolved(message);
    return {
      description,
      headers: Object.entries(headers).map(([header, value]) => ({
        name: header,
        description: this.resolved(value).description ?? "",
      })),
      bodies: Object.entries(content).map(([media, { schema }]) => ({
        media,
        schema: schema && this.schema(name, schema),
      })),
    };
  }

  problem(name, status, response) {
    const id = `problem.${response.$ref.slice(response.$ref.lastIndexOf("/") + 1)}`;
    const known = this.problems.get(id) ?? { id, statuses: new Set(), ...this.exchange(name, response) };
    known.statuses.add(status);
    this.problems.set(id, known);
    return { id, status };
  }

  /** A schema whose references lead to sections of the page. */
  schema(name, schema) {
    checkKeywords(name, schema, this.keywords);
    return this.leading(name, schema);
  }

  leading(name, value) {
    if (Array.isArray(value)) return value.map((inner) => this.leading(name, inner));
    if (value === null || typeof value !== "object") return value;
    const lead = ([key, inner]) => [key, key === "$ref" ? this.section(name, inner) : this.leading(name, inner)];
    return Object.fromEntries(Object.entries(value).map(lead));
  }

  section(name, reference) {
    const component = reference.startsWith(SCHEMAS) ? reference.slice(SCHEMAS.length) : "";
    const found = [component, component.replace(READ, "")].find((one) => this.sections.has(one));
    if (found) return `#/$defs/${found}`;
    throw new SchemaError(
      `${name}: expected a reference to a schema of the contract, found \`${reference}\`\n` +
        `  = refer to a type or a definition below ${SCHEMAS}`,
    );
  }

  /** What a reference within the document leads to; anything else is what it is. */
  resolved(value) {
    if (value.$ref === undefined) return value;
    const tokens = value.$ref.split("/").slice(1);
    return tokens.reduce(
      (inner, token) => inner[token.replaceAll("~1", "/").replaceAll("~0", "~")],
      this.openapi,
    );
  }
}

/** What stands in the way and has a name is told once. */
const isShared = ([status, response]) => response.$ref !== undefined && !/^[123]/.test(status);
