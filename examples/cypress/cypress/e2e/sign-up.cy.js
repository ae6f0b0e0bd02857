// The application is that of the example for Playwright.
describe('sign-up', () => {
  it('confirms an address', () => {
    const ada = `ada-${crypto.randomUUID()}@example.org`;
    cy.visit('/');
    cy.contains('label', 'Address').find('input').type(ada);
    cy.contains('button', 'Sign up').click();

    cy.request({url: `${Cypress.env('mail')}/api/messages/latest`, qs: {recipient: ada, wait: '10s'}})
      .its('body')
      .then(mail => {
        cy.visit(mail.links.find(link => link.text === 'Confirm').href);
        cy.contains('label', 'Code').find('input').type(mail.codes[0]);
        cy.contains('button', 'Send').click();
      });

    cy.contains('h1', 'Welcome');
  });
});
