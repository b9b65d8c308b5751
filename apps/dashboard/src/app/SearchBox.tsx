// Search from anywhere: "/" goes to it; messages for those who may read them, else incidents.
import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../shared/paths';
import { useSession } from '../shared/session';
import { useHotkeys } from '../shared/ui';
import { useWords } from '../shared/words';

export function SearchBox() {
  const { t } = useWords();
  const { may } = useSession();
  const field = useRef<InputRef>(null);
  const navigate = useNavigate();
  useHotkeys({ '/': () => field.current?.focus({ cursor: 'all' }) });
  const go = (text: string) => {
    const q = text.trim();
    if (!q) return;
    void navigate(
      may('message.read') ? paths.messagesFor(q) : `${paths.incidents}?q=${encodeURIComponent(q)}`,
    );
  };
  return (
    <search className="shell-search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go(field.current?.input?.value ?? '');
        }}
      >
        <Input
          ref={field}
          name="q"
          type="search"
          aria-label={t('app.search.label')}
          placeholder={t('app.search.placeholder')}
          prefix={<SearchOutlined aria-hidden />}
          maxLength={500}
          autoComplete="off"
        />
      </form>
    </search>
  );
}
