import type { Column, Outcome } from "../engine/protocol.ts";
import type { FunctionAnswer, FunctionQuestion } from "./rowFunction.ts";
import { codePositionOf, errorAt, positionOf, StepError } from "./stepError.ts";
import { Unanswered } from "./stepInput.ts";

/** What was said to a question: the texts of its one column, the columns of a query, or what a function made. */
export type Answer =
  | { texts: readonly string[]; isCut: boolean }
  | { columns: readonly Column[] }
  | { computed: FunctionAnswer };
export type Answers = ReadonlyMap<string, Answer>;

const schemaMark = "-- schema\n";
const functionMark = "-- function\n";

/** Asks which columns a query has. */
export function schemaQuestion(query: string): string {
  return schemaMark + query;
}

/** Asks for the distinct texts of an expression over a query, in order, without NULL. */
export function distinctQuestion(query: string, expression: string, where: string | null): string {
  const condition = where === null ? "" : ` and ${where}`;
  return `select distinct cast(${expression} as varchar) as value\nfrom (\n${query}\n) as asked\nwhere ${expression} is not null${condition}\norder by value`;
}

/** Asks what a function makes of the rows of a query. */
export function functionQuestion(question: FunctionQuestion): string {
  return functionMark + JSON.stringify(question);
}

/** Asks the engine. */
export interface Asking {
  texts(sql: string): Promise<Outcome<{ texts: readonly string[]; isCut: boolean }>>;
  columns(sql: string): Promise<Outcome<readonly Column[]>>;
  /** Runs a function; an error's line and column are of its code. */
  compute(question: FunctionQuestion): Promise<Outcome<FunctionAnswer>>;
}

/** More steps than anybody writes, each of which asks twice. */
const mostQuestions = 1000;

/**
 * What a function computes once all that it asks by throwing Unanswered was answered. `answers` keeps what was said, for
 * as long as the data stay the same. A StepError is thrown on.
 */
export async function withAnswers<T>(
  source: string,
  compute: (answers: Answers) => T,
  asking: Asking,
  answers: Map<string, Answer> = new Map(),
): Promise<Outcome<T>> {
  for (let asked = 0; asked < mostQuestions; asked++) {
    try {
      return { ok: true, value: compute(answers) };
    } catch (thrown) {
      if (thrown instanceof StepError) return { ok: false, error: errorAt(thrown, source) };
      if (!(thrown instanceof Unanswered)) throw thrown;
      const answer = await askOne(thrown.question, asking);
      if (!answer.ok) {
        const at = thrown.isCode
          ? codePositionOf(thrown.place, source, answer.error)
          : positionOf(thrown.place, source);
        return { ok: false, error: { ...answer.error, ...at } };
      }
      answers.set(thrown.question, answer.value);
    }
  }
  const error = new StepError("The recipe asks for ever.", null, "Split it into two cells.");
  return { ok: false, error: errorAt(error, source) };
}

async function askOne(question: string, asking: Asking): Promise<Outcome<Answer>> {
  if (question.startsWith(functionMark)) {
    const computed = await asking.compute(JSON.parse(question.slice(functionMark.length)));
    return computed.ok ? { ok: true, value: { computed: computed.value } } : computed;
  }
  if (!question.startsWith(schemaMark)) return asking.texts(question);
  const columns = await asking.columns(question.slice(schemaMark.length));
  return columns.ok ? { ok: true, value: { columns: columns.value } } : columns;
}
