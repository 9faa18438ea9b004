import type { InputHTMLAttributes, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Form, FormField } from '../../../widget-wire.js';
import type { Words } from '../words/en.js';
import { useClient, useCounter } from './context.js';
import { CheckIcon } from './icons.js';
import { choose } from './starters.js';

/** Questions asked at once. What is wrong is said beside its field; the box below takes an answer in plain words as well. */
export function FormCard({ form, live }: { form: Form; live: boolean }): JSX.Element {
  const client = useClient();
  const { words } = useCounter();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  if (!live) {
    return (
      <p class="form past">
        <CheckIcon />
        {form.fields.map(({ label }) => label).join(' · ')}
      </p>
    );
  }
  const submit = (event: Event): void => {
    event.preventDefault();
    const found = form.fields.flatMap((field) => {
      const problem = problemOf(field, values[field.name]?.trim() ?? '', words);
      return problem === null ? [] : [[field.name, problem] as const];
    });
    setProblems(Object.fromEntries(found));
    const first = found[0]?.[0];
    if (first !== undefined) return document.getElementById(idOf(form, first))?.focus();
    const answers = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
    );
    choose(() => client.say(summary(form, answers), { answers }));
  };
  return (
    <form class="form" noValidate onSubmit={submit}>
      {form.fields.map((field) => (
        <Field
          key={field.name}
          {...{ field, id: idOf(form, field.name), value: values[field.name] ?? '', problem: problems[field.name] }}
          onValue={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <p class="acts">
        <button type="submit" class="primary">
          {form.submit}
        </button>
        {form.skip !== null && (
          <button type="button" onClick={() => choose(() => client.say(form.skip ?? ''))}>
            {form.skip}
          </button>
        )}
      </p>
    </form>
  );
}

function Field({
  field,
  id,
  value,
  problem,
  onValue,
}: {
  field: FormField;
  id: string;
  value: string;
  problem: string | undefined;
  onValue: (value: string) => void;
}): JSX.Element {
  const { words } = useCounter();
  const told = problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-problem` };
  const optional = !field.required && <small> ({words.optional})</small>;
  return (
    <div class="field">
      <label for={id}>
        {field.label}
        {optional}
      </label>
      {field.kind === 'choice' ? (
        <select id={id} value={value} onChange={(event) => onValue(event.currentTarget.value)} {...told}>
          <option value="">{words.choose}</option>
          {(field.choices ?? []).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...inputs[field.kind]}
          {...told}
          {...{ id, name: field.name, value, required: field.required, maxLength: 500 }}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
      {problem !== undefined && (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** The right keyboard on a phone, and what the browser may fill in by itself. */
const inputs: Readonly<Record<Exclude<FormField['kind'], 'choice'>, InputHTMLAttributes>> = {
  text: { type: 'text' },
  mail: { type: 'email', autocomplete: 'email', inputMode: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
  number: { type: 'text', inputMode: 'decimal' },
  date: { type: 'date' },
  'order number': { type: 'text', autocapitalize: 'characters', autocomplete: 'off', spellcheck: false },
};

/** Only what is surely wrong: the server reads the rest, full-width digits and all. */
function problemOf({ kind, required }: FormField, value: string, words: Words): string | null {
  if (value === '') return required ? words.fillIn : null;
  const plain = value.normalize('NFKC');
  if (kind === 'mail' && !/^\S+@\S+\.\S+$/.test(plain)) return words.badMail;
  if (kind === 'phone' && (plain.match(/\d/g) ?? []).length < 6) return words.badPhone;
  if (kind === 'number' && !/\d|[〇一二三四五六七八九十]/.test(plain)) return words.badNumber;
  return null;
}

function summary(form: Form, answers: Readonly<Record<string, string>>): string {
  return form.fields
    .flatMap(({ name, label, choices }) => {
      const value = answers[name];
      return value === undefined ? [] : `${label}: ${choices?.find((one) => one.value === value)?.label ?? value}`;
    })
    .join('\n');
}

function idOf(form: Form, name: string): string {
  return `field-${form.id}-${name}`;
}
