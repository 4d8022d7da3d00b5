/** What other features and the composition root may use of checkins. */
export { checkinPages } from './pages.tsx';
