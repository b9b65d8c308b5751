// The check before publishing, asked again shortly after the text has changed.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReleaseProblem } from '#contract';
import { call, type ProblemError } from '../shared/api';
import { type Content, sameContent, sendable } from './content';

const quietMs = 600;
function useSettled(content: Content): Content {
  const [settled, setSettled] = useState(content);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(content), quietMs);
    return () => clearTimeout(timer);
  }, [content]);
  return settled;
}

export type Checked = {
  problems: readonly ReleaseProblem[];
  /** Whether they speak of the text as it is now. */
  isCurrent: boolean;
  isChecking: boolean;
};
/** `known`: what the server said of the saved text, where the viewer does not write. */
export function useCheck(content: Content, editable: boolean, known: readonly ReleaseProblem[]): Checked {
  const settled = useSettled(content);
  const body = sendable(settled);
  const asked = useQuery<{ problems: ReleaseProblem[] }, ProblemError>({
    queryKey: ['releases-check', body],
    queryFn: ({ signal }) => call('releases.check', { body }, signal),
    enabled: editable && body.title.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  if (!editable) return { problems: known, isCurrent: true, isChecking: false };
  const isCurrent = asked.isSuccess && !asked.isPlaceholderData && sameContent(settled, content);
  // The check reads the body without the blanks before it; its places are told from there.
  const lead = settled.body.length - settled.body.trimStart().length;
  const problems = (asked.data?.problems ?? []).map((problem) =>
    problem.start === undefined || problem.end === undefined
      ? problem
      : { ...problem, start: problem.start + lead, end: problem.end + lead },
  );
  return { problems, isCurrent, isChecking: asked.isFetching };
}
