// The frame around every page: who and where at the top, the rooms at the side, the page in the middle.
import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, Outlet, useLocation, useMatches } from 'react-router';
import type { PageHandle } from '../shared/routing';
import { useSession } from '../shared/session';
import { KeysHelp, useHotkeys } from '../shared/ui';
import { useScrollableTables } from '../shared/ui/scrollable';
import { useWords } from '../shared/words';
import { Bell } from './Bell';
import { NotPermitted } from './Failures';
import { AwayNote, HonestyDot, StaleBanner } from './Honesty';
import { LanguageSwitch } from './LanguageSwitch';
import { Me } from './Me';
import { Nav } from './Nav';
import { SearchBox } from './SearchBox';

/** What the open page asks of the shell. */
function useHandle(): PageHandle {
  const matches = useMatches();
  return Object.assign({}, ...matches.map(({ handle }) => handle as PageHandle | undefined));
}

export function Shell() {
  const { t } = useWords();
  const { may } = useSession();
  const { rights, bare } = useHandle();
  const [helping, setHelping] = useState(false);
  const main = useRef<HTMLElement>(null);
  useScrollableTables(main);
  const { pathname } = useLocation();
  useHotkeys({ '?': () => setHelping(true) });
  useEffect(() => {
    // A new address begins at the top of the page.
    if (pathname) main.current?.scrollTo(0, 0);
  }, [pathname]);
  const permitted = !rights || rights.some(may);
  const page = permitted ? <Outlet /> : <NotPermitted />;
  if (bare) return <main>{page}</main>;
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <Head onHelp={() => setHelping(true)} />
      <div className="shell-side">
        <Nav />
      </div>
      <main id="main" className="shell-main" ref={main} tabIndex={-1}>
        <StaleBanner />
        <AwayNote />
        {page}
      </main>
      <KeysHelp open={helping} onClose={() => setHelping(false)} />
    </div>
  );
}

function Head({ onHelp }: { onHelp: () => void }) {
  const { t } = useWords();
  const { session } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <header className="shell-head">
      <Button
        className="only-phone"
        type="text"
        icon={<MenuOutlined />}
        aria-label={t('app.menu')}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      <div className="brand">
        <Link to="/">{t('app.product')}</Link>
        <span className="quiet ellipsis not-phone">{session.jurisdiction.name}</span>
      </div>
      <SearchBox />
      <HonestyDot />
      <Bell />
      <LanguageSwitch />
      <Me onHelp={onHelp} />
      <Drawer
        open={open}
        placement="left"
        size={240}
        title={session.jurisdiction.name}
        onClose={() => setOpen(false)}
        styles={{ body: { padding: '8px 0' } }}
      >
        <Nav onGo={() => setOpen(false)} />
      </Drawer>
    </header>
  );
}
