// The pages of release and the right each needs.
import type { RouteObject } from 'react-router';

export const routes: RouteObject[] = [];
