/** Words of the papers that an office writes here. */
export const papers = {
  title: 'Văn bản đi',
};
