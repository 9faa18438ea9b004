import { Button, FileButton, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { ArticleMade } from '../../../office-wire.js';
import { post } from '../api.js';
import { useMe } from '../me.js';
import { Refused, useDoing, wrongIn } from '../sheet/doing.js';
import { useLanguageName } from '../sheet/names.js';
import { Code, Part } from '../sheet/sheet.js';
import { useLanguage, useWords } from '../words.js';
import { articlesWords } from './articles.words.js';

interface Made extends ArticleMade {
  readonly title: string;
}

interface NewArticleProps {
  /** Languages that have no article yet: the first is proposed. */
  readonly lacking?: readonly string[];
  readonly onMade?: () => Promise<void>;
}

/** New articles: written here, taken from a file, or a whole folder by command. */
export function NewArticle({ lacking = [], onMade }: NewArticleProps) {
  const say = useWords(articlesWords);
  const { site } = useMe();
  const [made, setMade] = useState<Made>();
  const reader = useLanguage();
  const own = site.languages.includes(reader) ? reader : site.languages[0];
  const [language, setLanguage] = useState(lacking[0] ?? own ?? 'en');
  async function done(article: Made): Promise<void> {
    setMade(article);
    await onMade?.();
  }
  return (
    <>
      <Part title={say.writeTitle}>
        {made ? (
          <Published
            made={made}
            onAnother={() => {
              setMade(undefined);
              setLanguage(lacking[0] ?? language);
            }}
          />
        ) : (
          <Write {...{ language, setLanguage, done }} />
        )}
      </Part>
      <Part title={say.fileTitle}>
        <FromFile {...{ language, done }} />
      </Part>
      <Part title={say.folderTitle}>
        <Stack gap="xs">
          <Text>{say.folderHelp}</Text>
          <Code label={say.folderTitle}>npm run madoguchi -- import articles knowledge</Code>
        </Stack>
      </Part>
    </>
  );
}

interface WriteProps {
  readonly language: string;
  readonly setLanguage: (language: string) => void;
  readonly done: (article: Made) => Promise<void>;
}

function Write({ language, setLanguage, done }: WriteProps) {
  const say = useWords(articlesWords);
  const { site } = useMe();
  const nameOf = useLanguageName();
  const { busy, error, run } = useDoing();
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');
  const [questions, setQuestions] = useState('');
  function send(event: FormEvent): void {
    event.preventDefault();
    void run(async () => {
      const article = { language, title, body, questions: questions.split('\n') };
      await done({ ...(await post<ArticleMade>('/staff/articles', article)), title });
    });
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <Text>{say.writeHelp}</Text>
        <Refused error={error} />
        <Select
          {...{ label: say.articleLanguage, value: language, allowDeselect: false, maw: 256 }}
          {...{
            data: site.languages.map((value) => ({ value, label: nameOf(value) })),
            error: wrongIn(error, 'language'),
          }}
          onChange={(chosen) => chosen !== null && setLanguage(chosen)}
        />
        <TextInput
          {...{ label: say.articleTitle, placeholder: say.articleTitleExample, value: title, maxLength: 200 }}
          {...{ error: wrongIn(error, 'title'), lang: language }}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          {...{ label: say.articleBody, description: say.articleBodyHelp, placeholder: say.articleBodyExample }}
          {...{ value: body, error: wrongIn(error, 'body'), autosize: true, minRows: 4, lang: language }}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Textarea
          {...{ label: say.questions, description: say.questionsHelp, placeholder: say.questionsExample }}
          {...{ value: questions, autosize: true, minRows: 3, lang: language }}
          onChange={(event) => setQuestions(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" loading={busy}>
            {say.publish}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function Published({ made, onAnother }: { readonly made: Made; readonly onAnother: () => void }) {
  const say = useWords(articlesWords);
  return (
    <Stack role="status">
      <Text fw={600}>{say.published(made.title)}</Text>
      <Text>{say.publishedHelp}</Text>
      <Group>
        <Button component="a" variant="default" href={`/chat?lang=${made.language}`} target="_blank" rel="noopener">
          {say.ask}
        </Button>
        <Button component="a" variant="default" href={made.url} target="_blank" rel="noopener">
          {say.readIt}
        </Button>
        <Button variant="subtle" onClick={onAnother}>
          {say.another}
        </Button>
      </Group>
    </Stack>
  );
}

function FromFile({ language, done }: Pick<WriteProps, 'language' | 'done'>) {
  const say = useWords(articlesWords);
  const reader = useLanguage();
  const { busy, error, run } = useDoing();
  const take = (file: File | null) =>
    run(async () => {
      if (!file) return;
      const article = { language, name: file.name, content: await file.text() };
      await done({ ...(await post<ArticleMade>('/staff/articles/file', article)), title: file.name });
    });
  const found = error?.code === 'bad-file' ? error.problems.map(({ message }) => message).join(' · ') : undefined;
  return (
    <Stack align="flex-start">
      <Text>{say.fileHelp}</Text>
      {found === undefined ? (
        <Refused error={error} />
      ) : (
        <Text c="var(--colour-danger)" role="alert" lang={reader === 'en' ? undefined : 'en'}>
          {found}
        </Text>
      )}
      <FileButton accept=".md,text/markdown" onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={busy}>
            {say.chooseFile}
          </Button>
        )}
      </FileButton>
    </Stack>
  );
}
