// What can be done with one thing of a list, behind three dots.
import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';

/** `label` names the thing, for whoever hears the page. */
export function ActionMenu({ label, items }: { label: string; items: MenuProps['items'] }) {
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button size="small" type="text" icon={<MoreOutlined />} aria-haspopup="menu" aria-label={label} />
    </Dropdown>
  );
}
