// A draft while it is written: saved by itself with its version, never overwriting another's words, never losing one's own.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Release } from '#contract';
import { asProblem, call, keyOf, type ProblemError } from '../shared/api';
import { useSession } from '../shared/session';
import { type Content, contentOf, sameContent, sendable } from './content';
import { forget, keep, kept } from './kept';

/** After this long without a key the draft is saved: every saving is a fact of the ledger, so not at each letter. */
const idleMs = 2500;
const againMs = 10_000;

export type Saving =
  | { is: 'new' | 'saved' | 'dirty' | 'saving' | 'needs-title' }
  | { is: 'failed'; problem: ProblemError }
  /** Another version was saved elsewhere meanwhile. */
  | { is: 'conflict'; theirs: Release };

type Base = { id: string | null; version: number; content: Content };
type Given = {
  release: Release | null;
  incidentId: string | null;
  matterId: string | null;
  blank: Content;
  editable: boolean;
  onBorn: (id: string) => void;
};
export type Writing = ReturnType<typeof useWriting>;

/** Where writing begins: the saved text, or words of this tab that were not saved, with the version they stood on. */
function startOf({ release, blank, editable }: Given, place: string) {
  const base: Base = release
    ? { id: release.id, version: release.version, content: contentOf(release) }
    : { id: null, version: 0, content: blank };
  const before = editable ? kept(place) : null;
  const isRestored = before !== null && !sameContent(before.content, base.content);
  if (!isRestored) return { place, base, content: base.content, isRestored };
  return { place, base: { ...base, version: before.version }, content: before.content, isRestored };
}

/** How long until the next try; null while there is nothing to try. */
const waitOf = (saving: Saving): number | null => {
  if (saving.is === 'dirty') return idleMs;
  const { status } = saving.is === 'failed' ? saving.problem : { status: 400 };
  return status === 0 || status >= 500 ? againMs : null;
};

export function useWriting(given: Given) {
  const { release, incidentId, matterId, editable, onBorn } = given;
  const client = useQueryClient();
  const { session } = useSession();
  const [start] = useState(() =>
    startOf(given, `${session.officer.id}.${release?.id ?? `new.${incidentId ?? matterId ?? ''}`}`),
  );
  const { place } = start;
  const base = useRef<Base>(start.base);
  const latest = useRef<Content>(start.content);
  const running = useRef<Promise<boolean> | null>(null);
  const [content, setContent] = useState<Content>(start.content);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [saving, setSaving] = useState<Saving>({
    is: start.isRestored ? 'dirty' : release ? 'saved' : 'new',
  });
  const state = useRef(saving);
  const tell = useCallback((next: Saving) => {
    state.current = next;
    setSaving(next);
  }, []);

  const failed = useCallback(async (problem: ProblemError, id: string | null): Promise<Saving> => {
    if (problem.code !== 'release.edited-meanwhile' || !id) return { is: 'failed', problem };
    const theirs = await call('releases.read', { params: { id } }).catch(() => null);
    return theirs ? { is: 'conflict', theirs } : { is: 'failed', problem };
  }, []);

  const send = useCallback(async (): Promise<boolean> => {
    const sent = latest.current;
    const { id, version } = base.current;
    tell({ is: 'saving' });
    try {
      const answer = id
        ? await call('releases.edit', { params: { id }, body: { ...sendable(sent), version } })
        : await call('releases.draft', { body: { ...sendable(sent), incidentId, matterId } });
      base.current = { id: answer.id, version: answer.version, content: sent };
      client.setQueryData(keyOf('releases.read', { params: { id: answer.id } }), answer);
      void client.invalidateQueries({ queryKey: ['releases.list'] });
      setSavedAt(Date.parse(answer.updatedAt));
      const isAll = sameContent(latest.current, sent);
      if (isAll) forget(place);
      tell({ is: isAll ? 'saved' : 'dirty' });
      if (!id) onBorn(answer.id);
      return isAll;
    } catch (thrown) {
      tell(await failed(asProblem(thrown), id));
      return false;
    }
  }, [client, incidentId, matterId, onBorn, place, tell, failed]);

  /** Saves what is there now; true when nothing is left unsaved. One at a time. */
  const save = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current;
    if (sameContent(latest.current, base.current.content)) return true;
    if (state.current.is === 'conflict') return false;
    if (!latest.current.title.trim()) {
      tell({ is: 'needs-title' });
      return false;
    }
    running.current = send().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [send, tell]);

  const change = useCallback(
    (part: Partial<Content>) => {
      latest.current = { ...latest.current, ...part };
      setContent(latest.current);
      if (state.current.is === 'conflict' || state.current.is === 'saving') return;
      const isSame = sameContent(latest.current, base.current.content);
      tell({ is: isSame ? (base.current.id ? 'saved' : 'new') : 'dirty' });
    },
    [tell],
  );

  useEffect(() => {
    if (editable && !sameContent(content, base.current.content))
      keep(place, { content, version: base.current.version });
    const wait = waitOf(saving);
    if (!editable || wait === null) return;
    const timer = setTimeout(() => void save(), wait);
    return () => clearTimeout(timer);
  }, [content, saving, editable, place, save]);

  /** The text as the server has it becomes what is on the page. */
  const replace = useCallback(
    (theirs: Release) => {
      base.current = { id: theirs.id, version: theirs.version, content: contentOf(theirs) };
      latest.current = base.current.content;
      setContent(latest.current);
      forget(place);
      tell({ is: 'saved' });
    },
    [place, tell],
  );
  /** After a conflict: the words on the page become the next draft. */
  const keepMine = useCallback(
    (theirs: Release) => {
      base.current = { id: theirs.id, version: theirs.version, content: contentOf(theirs) };
      tell({ is: 'dirty' });
      return save();
    },
    [save, tell],
  );
  return {
    ...{ content, change, saving, savedAt, save, replace, keepMine },
    version: base.current.version,
    isDirty: !sameContent(content, base.current.content),
    isRestored: start.isRestored,
  };
}
