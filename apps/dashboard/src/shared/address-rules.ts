// What an address that people type must be, as the rules of a form field.
import type { FormRule } from 'antd';
import type { TFunction } from 'i18next';

export const addressRules = (t: TFunction): FormRule[] => [
  { required: true, message: t('intake.sources.urlNeeded') },
  { pattern: /^\s*https?:\/\//i, message: t('intake.sources.urlRule') },
];
